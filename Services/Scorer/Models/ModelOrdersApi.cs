using System.Security.Claims;
using Faultline.Contracts;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.Scorer.Models;

/// <summary>What administrators do to the registry: upload, promote, roll back.</summary>
internal static class ModelOrdersApi
{
    private const int MaxUpload = ModelUpload.MaxFile + ModelUpload.MaxManifest + (64 * 1024);

    public static void MapModelOrders(this RouteGroupBuilder models)
    {
        var group = models.MapGroup("").RequireAuthorization(AuthorizationPolicies.Admin);
        group.MapPost("/", RegisterAsync).WithMetadata(new RequestSizeLimitAttribute(MaxUpload)).DisableAntiforgery()
            .Accepts<IFormFile>("multipart/form-data").WithSummary("Registers a version: parts manifest (JSON) and model (file); tried on its sample first");
        group.MapPost("/{name}/versions/{version:int}/promote", PromoteAsync)
            .WithSummary("Makes a version active, or the shadow, for some or all of its components")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/roll-back", RollBackAsync).WithSummary("Makes the formerly active versions active again")
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/shadow/withdraw", WithdrawAsync).WithSummary("Ends the shadows of some or all components");
    }

    private static async Task<Results<Created<ModelView>, Ok<ModelView>, ValidationProblem>> RegisterAsync(
        HttpRequest request, ClaimsPrincipal user, ModelStore store, ModelRoles roles, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (await ModelUpload.ReadAsync(request, faults, cancellationToken) is not { } upload || ModelAcceptance.Accept(upload, faults) is not { } accepted)
            return faults.ToResult();
        var (model, isNew) = await store.AddAsync(accepted, NameOf(user), clock.GetUtcNow(), cancellationToken);
        var view = ModelView.Of(model, await roles.CurrentAsync(cancellationToken));
        return isNew ? TypedResults.Created($"/models/{model.Name}/versions", view) : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<RolesView>, ValidationProblem, ProblemHttpResult>> PromoteAsync(
        string name, int version, RoleRequest request, ClaimsPrincipal user, ModelStore store, ModelRegistry registry, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        request.Check(faults);
        var model = await store.FindAsync(name, version, cancellationToken);
        var foreign = model is null ? [] : request.Components?.Except(model.Components).ToArray() ?? [];
        if (foreign.Length > 0)
            faults.Add("components", $"{name}/{version} does not answer for {string.Join(", ", foreign)}.");
        if (faults.Any)
            return faults.ToResult();
        if (model is null)
            return TypedResults.Problem($"There is no version {version} of a model '{name}'.", statusCode: StatusCodes.Status404NotFound);
        try
        {
            var roles = await registry.PromoteAsync(
                model, request.Role ?? ModelRole.Active, request.Components ?? model.Components, NameOf(user), request.Reason!, cancellationToken);
            return TypedResults.Ok(await RolesView.OfAsync(roles, store, cancellationToken));
        }
        catch (ModelRejectedException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static Task<Results<Ok<RolesView>, ValidationProblem, ProblemHttpResult>> RollBackAsync(
        RoleRequest request, ClaimsPrincipal user, ModelStore store, ModelRegistry registry, CancellationToken cancellationToken) =>
        ChangeAsync(request, store, () => registry.RollBackAsync(request.Components ?? ComponentClasses.All, NameOf(user), request.Reason!, cancellationToken), cancellationToken);

    private static Task<Results<Ok<RolesView>, ValidationProblem, ProblemHttpResult>> WithdrawAsync(
        RoleRequest request, ClaimsPrincipal user, ModelStore store, ModelRegistry registry, CancellationToken cancellationToken) =>
        ChangeAsync(request, store, () => registry.WithdrawAsync(request.Components ?? ComponentClasses.All, NameOf(user), request.Reason!, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<RolesView>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        RoleRequest request, ModelStore store, Func<Task<ModelAssignments>> change, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        request.Check(faults);
        if (request.Role is not null)
            faults.Add("role", "A role is chosen by a promotion only.");
        if (faults.Any)
            return faults.ToResult();
        try
        {
            return TypedResults.Ok(await RolesView.OfAsync(await change(), store, cancellationToken));
        }
        catch (Exception exception) when (exception is StorageException or ModelRejectedException)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static string NameOf(ClaimsPrincipal user) => user.FindFirstValue(Security.NameClaim)!;
}
