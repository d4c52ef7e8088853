using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Faultline.DiagnosticsApi.OpenApi;

/// <summary>The OpenAPI document at /api/openapi/v1.json.</summary>
internal static class FaultlineOpenApi
{
    private const string Scheme = "bearer";

    public static IServiceCollection AddFaultlineOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Faultline";
            document.Info.Version = "1";
            document.Info.Description = "Diagnostics of industrial machines: systems, readings, predictions, alarms. Errors are problem documents (RFC 9457).";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Scheme,
                BearerFormat = "JWT",
                Description = "Token of POST /api/auth/sign-in; browsers hold it in the gateway's session cookie instead.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapFaultlineOpenApi(this WebApplication app) =>
        app.MapOpenApi("/api/openapi/{documentName}.json").RequireAuthorization(AuthorizationPolicies.Viewer);
}
