using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Commands;
using Faultline.DiagnosticsApi.Devices;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.OpcUa;

/// <summary>Looking around in an OPC UA server that is a device, and taking its nodes in as tags.</summary>
internal static class BrowseApi
{
    private const string Id = "Id of the device; it must be connected.";
    private const int DeepestBrowse = 10;

    public static void MapBrowseApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/devices/{id}/nodes").WithTags("OPC UA").RequireAuthorization(AuthorizationPolicies.Engineer).ProducesDenials()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status502BadGateway).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        group.MapGet("/", BrowseAsync).WithSummary("Nodes below a node, with type, unit and range where the server tells them");
        group.MapPost("/import", ImportAsync).WithSummary("Adds tags for the numeric variables below a node").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<BrowseAnswer>, ValidationProblem, ProblemHttpResult>> BrowseAsync(
        [Description(Id)] string id, [Description("Where to start, such as ns=2;s=Plant; default the Objects folder.")] string? node,
        [Description("Levels, 1 to 10; default 1.")] int? depth, PlantEditor editor, CommandDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (depth is < 1 or > DeepestBrowse)
            faults.Add("depth", $"{depth} is outside 1 to {DeepestBrowse}.");
        if (faults.Any)
            return faults.ToResult();
        if (Missing(await editor.ReadAsync(cancellationToken), id) is { } missing)
            return missing;
        var (answer, problem) = await AskAsync(desk, new BrowseRequest(id, node, depth ?? 1), user, cancellationToken);
        return problem is null ? TypedResults.Ok(answer!) : problem;
    }

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> ImportAsync(
        [Description(Id)] string id, ImportNodesRequest request, [Description(DevicesApi.Comment)] string? comment, PlantEditor editor, CommandDesk desk,
        ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (request.Depth is < 1 or > DeepestBrowse)
            faults.Add("depth", $"{request.Depth} is outside 1 to {DeepestBrowse}.");
        if (faults.Any)
            return faults.ToResult();
        if (Missing(await editor.ReadAsync(cancellationToken), id) is { } missing)
            return missing;
        var (answer, problem) = await AskAsync(desk, new BrowseRequest(id, request.Node, request.Depth ?? DeepestBrowse), user, cancellationToken);
        if (problem is not null)
            return problem;
        return await editor.ChangeAsync(
            plant => plant.WithTags(id, tags => [.. tags, .. NodeImport.TagsOf(plant, id, answer!.Nodes!, request)]),
            user.FindFirstValue(Security.NameClaim)!, comment ?? $"Import nodes below {request.Node ?? "Objects"} into {id}", null, cancellationToken);
    }

    private static ProblemHttpResult? Missing(StoredConfiguration configuration, string id) =>
        configuration.Plant.Devices.Any(device => device.Id == id && device.Protocol == DeviceProtocol.OpcUa) ? null : Problems.NotFound($"There is no OPC UA device '{id}'.");

    private static async Task<(BrowseAnswer? Answer, ProblemHttpResult? Problem)> AskAsync(
        CommandDesk desk, BrowseRequest request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var outcome = await desk.RunAsync(
            "browse", request.Device, request, user.FindFirstValue(Security.NameClaim)!, detail: null, cancellationToken);
        if (outcome.Problem is { } problem)
            return (null, problem);
        var answer = JsonSerializer.Deserialize<BrowseAnswer>(outcome.Answer!, FaultlineJson.Options)!;
        return answer.Nodes is null ? (null, Problems.BadGateway(answer.Fault ?? "The collector could not browse.")) : (answer, null);
    }
}
