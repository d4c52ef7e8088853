using Faultline.Scorer.Predict;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Faultline.Scorer.OpenApi;

/// <summary>The OpenAPI document at /openapi/v1.json; through the gateway /ml/openapi/v1.json.</summary>
internal static class ScorerOpenApi
{
    private const string Scheme = "bearer";

    public static IServiceCollection AddScorerOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Faultline scorer";
            document.Info.Version = "1";
            document.Info.Description = "Scores load cycles and keeps the models. Bodies may come with Content-Encoding gzip, br or deflate; limits hold for the "
                + "decompressed size. Errors are problem documents (RFC 9457).";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Scheme, BearerFormat = "JWT" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            PredictExamples.AddTo(operation, context.Description.RelativePath);
            return Task.CompletedTask;
        });
    });

    public static void MapScorerOpenApi(this WebApplication app) =>
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(AuthorizationPolicies.Viewer);
}
