using Microsoft.OpenApi;

namespace Faultline.DiagnosticsApi.OpenApi;

/// <summary>Tells the document of a header that no handler's signature can.</summary>
internal static class EntityTagHeader
{
    /// <summary>The 200 carries an ETag.</summary>
    public static RouteHandlerBuilder ProducesEntityTag(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        if (operation.Responses?["200"] is OpenApiResponse ok)
        {
            ok.Headers ??= new Dictionary<string, IOpenApiHeader>();
            ok.Headers["ETag"] = new OpenApiHeader
            {
                Description = "Strong entity tag of this device alone, for If-Match and If-None-Match.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
        return Task.CompletedTask;
    });
}
