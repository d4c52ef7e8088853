using System.ComponentModel;
using System.Security.Claims;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>Versions of the plant's configuration: who changed what, and back again.</summary>
internal static class VersionsApi
{
    private const int DefaultLimit = 100;
    private const string Number = "Number of the version.";

    public static void MapVersionsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/devices/versions").WithTags("Devices").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("Versions, newest first");
        group.MapGet("/{number}", FindAsync).WithSummary("A whole version").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{number}/changes", ChangesAsync).WithSummary("What a version changed, by device and tag").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{number}/restore", RestoreAsync).RequireAuthorization(AuthorizationPolicies.Engineer)
            .WithSummary("Makes a new version with the content of an old one").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<IReadOnlyList<ConfigurationVersion>>, ValidationProblem>> ListAsync(
        [FromQuery(Name = "before"), Description("Only older ones than this.")] long? before, [Description("1 to 1000; default 100.")] int? limit,
        ConfigurationStore store, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (limit is < 1 or > ConfigurationStore.MaxPage)
            faults.Add("limit", $"{limit} is outside 1 to {ConfigurationStore.MaxPage}.");
        if (faults.Any)
            return faults.ToResult();
        return TypedResults.Ok(await store.ListAsync(limit ?? DefaultLimit, before, cancellationToken));
    }

    private static async Task<Results<Ok<VersionView>, ProblemHttpResult>> FindAsync(
        [Description(Number)] long number, ConfigurationStore store, CancellationToken cancellationToken) =>
        await store.ReadAsync(number, cancellationToken: cancellationToken) is { } found
            ? TypedResults.Ok(new VersionView(found.Version, found.Plant.Devices))
            : NoVersion(number);

    private static async Task<Results<Ok<IReadOnlyList<ConfigurationChange>>, ProblemHttpResult>> ChangesAsync(
        [Description(Number)] long number, ConfigurationStore store, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(number, cancellationToken: cancellationToken) is not { } after)
            return NoVersion(number);
        var before = number > 1 ? await store.ReadAsync(number - 1, cancellationToken: cancellationToken) : null;
        return TypedResults.Ok(ConfigurationChange.Between(before?.Plant ?? PlantConfiguration.Empty, after.Plant));
    }

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> RestoreAsync(
        [Description(Number)] long number, [Description(DevicesApi.Comment)] string? comment, ConfigurationStore store, PlantEditor editor, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(number, cancellationToken: cancellationToken) is not { } old)
            return NoVersion(number);
        return await editor.ChangeAsync(
            _ => old.Plant, user.FindFirstValue(Security.NameClaim)!, comment ?? $"Back to version {number}", null, cancellationToken);
    }

    private static ProblemHttpResult NoVersion(long number) => Problems.NotFound($"There is no version {number}.");
}
