using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Storage;

/// <summary>About the storage itself.</summary>
internal static class StorageApi
{
    public static void MapStorageApi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/storage").WithTags("Storage").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials()
            .MapGet("/", ReadAsync).WithSummary("Depth, versions, licence, retention and disk use of the storage");

    private static async Task<Ok<StorageView>> ReadAsync(StorageInfo info, CancellationToken cancellationToken) => TypedResults.Ok(StorageView.Of(
        await info.ReadAsync(cancellationToken), await info.RetentionAsync(cancellationToken), await info.SizesAsync(cancellationToken)));
}
