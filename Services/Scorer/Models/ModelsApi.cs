using System.Text.Json.Nodes;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Scorer.Models;

/// <summary>The registry, for reading.</summary>
internal static class ModelsApi
{
    private const int DefaultHistory = 100;

    public static void MapModelsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/models").WithTags("Models").RequireAuthorization(AuthorizationPolicies.Viewer);
        group.MapGet("/", RolesAsync).WithSummary("Names of the registry, and which version has which role");
        group.MapGet("/info", InfoAsync).WithSummary("The models in service: origin, evaluation, roles, how far shadows disagree");
        group.MapGet("/{name}/versions", VersionsAsync).WithSummary("Versions of a model, newest first").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/history", HistoryAsync).WithSummary("Changes of roles, newest first: who, when, from, to, why");
        group.MapModelOrders();
    }

    private static async Task<Ok<RolesView>> RolesAsync(ModelStore store, ModelRoles roles, CancellationToken cancellationToken) =>
        TypedResults.Ok(await RolesView.OfAsync(await roles.CurrentAsync(cancellationToken), store, cancellationToken));

    private static async Task<Ok<JsonObject>> InfoAsync(ModelsInfo info, CancellationToken cancellationToken) =>
        TypedResults.Ok(await info.DescribeAsync(cancellationToken));

    private static async Task<Results<Ok<IReadOnlyList<ModelView>>, ProblemHttpResult>> VersionsAsync(
        string name, ModelStore store, ModelRoles roles, CancellationToken cancellationToken)
    {
        if (await store.ListAsync(name, cancellationToken) is not { Count: > 0 } versions)
            return TypedResults.Problem($"There is no model '{name}'.", statusCode: StatusCodes.Status404NotFound);
        var current = await roles.CurrentAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ModelView>>([.. versions.Select(version => ModelView.Of(version, current))]);
    }

    private static async Task<Results<Ok<IReadOnlyList<ModelChange>>, ValidationProblem>> HistoryAsync(
        int? limit, ModelRoles roles, CancellationToken cancellationToken) => limit is < 1 or > ModelRoles.MaxHistory
        ? TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["limit"] = [$"{limit} is outside 1 to {ModelRoles.MaxHistory}."] })
        : TypedResults.Ok(await roles.HistoryAsync(limit ?? DefaultHistory, cancellationToken));
}
