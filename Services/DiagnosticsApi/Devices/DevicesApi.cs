using System.ComponentModel;
using System.Security.Claims;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Csv;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.OpenApi;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>Devices: list, change, import and export.</summary>
internal static class DevicesApi
{
    public const string Comment = "What for; kept with the version.";
    private const string Id = "Id of the device, such as hydraulic-2.";

    public static void MapDevicesApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/devices").WithTags("Devices").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("All devices and how they stand");
        group.MapGet("/{id}", FindAsync).WithSummary("One device with its tags, as it can be put").Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesEntityTag();
        group.MapGet("/export", ExportAsync).WithSummary("All devices as CSV, without their tags").Produces<string>(contentType: "text/csv");
        var changes = group.MapGroup("").RequireAuthorization(AuthorizationPolicies.Engineer).ProducesProblem(StatusCodes.Status409Conflict);
        changes.MapPut("/{id}", PutAsync).WithSummary("Adds a device with its tags, or replaces it").ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        changes.MapDelete("/{id}", DeleteAsync).WithSummary("Removes a device; its readings stay").ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        changes.MapPost("/import", ImportAsync).WithSummary("Adds or replaces devices from CSV; their tags stay");
    }

    private static async Task<Ok<IReadOnlyList<DeviceView>>> ListAsync(PlantEditor editor, DeviceStatusStore statuses, CancellationToken cancellationToken)
    {
        var plant = (await editor.ReadAsync(cancellationToken)).Plant;
        var known = (await statuses.ListAsync(cancellationToken)).ToDictionary(status => status.DeviceId);
        return TypedResults.Ok<IReadOnlyList<DeviceView>>([.. plant.Devices.Select(device => DeviceView.Of(device, known.GetValueOrDefault(device.Id)))]);
    }

    private static async Task<Results<Ok<DeviceConfiguration>, StatusCodeHttpResult, ValidationProblem, ProblemHttpResult>> FindAsync(
        [Description(Id)] string id, [FromHeader(Name = "If-None-Match"), Description("Entity tags: 304 when the device still has one of them.")] string? ifNoneMatch, PlantEditor editor,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var demanded = Preconditions.Parse(new ConditionalHeaders { IfNoneMatch = ifNoneMatch }, faults);
        if (faults.Any)
            return faults.ToResult();
        if ((await editor.ReadAsync(cancellationToken)).Plant.Devices.FirstOrDefault(device => device.Id == id) is not { } found)
            return NoDevice(id);
        var tag = DeviceEntityTag.Of(found);
        response.GetTypedHeaders().ETag = tag;
        return demanded.NoneMatchHolds(tag) ? TypedResults.Ok(found) : TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }

    private static async Task<ContentHttpResult> ExportAsync(PlantEditor editor, CancellationToken cancellationToken) => TypedResults.Text(
        CsvFile.Write(DevicesCsv.Columns, (await editor.ReadAsync(cancellationToken)).Plant.Devices.Select(DevicesCsv.Write)), "text/csv");

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> PutAsync(
        [Description(Id)] string id, DeviceConfiguration device, [Description(Comment)] string? comment, [AsParameters] ConditionalHeaders headers, PlantEditor editor, ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var demanded = Preconditions.Parse(headers, faults);
        if (faults.Any)
            return faults.ToResult();
        var named = device with { Id = id };
        return await editor.ChangeAsync(
            plant => Refuse(plant, id, demanded), plant => new PlantConfiguration([.. plant.Devices.Where(other => other.Id != id), named]),
            user.FindFirstValue(Security.NameClaim)!, comment ?? $"Put device {id}", null, cancellationToken);
    }

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> DeleteAsync(
        [Description(Id)] string id, [Description(Comment)] string? comment, [AsParameters] ConditionalHeaders headers, PlantEditor editor, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var demanded = Preconditions.Parse(headers, faults);
        if (faults.Any)
            return faults.ToResult();
        // A device that is not there is 404 whatever was demanded (RFC 9110 §13.2.1).
        return await editor.ChangeAsync(
            plant => plant.Devices.All(device => device.Id != id) ? NoDevice(id) : Refuse(plant, id, demanded),
            plant => new PlantConfiguration([.. plant.Devices.Where(device => device.Id != id)]),
            user.FindFirstValue(Security.NameClaim)!, comment ?? $"Remove device {id}", null, cancellationToken);
    }

    private static ProblemHttpResult? Refuse(PlantConfiguration plant, string id, Preconditions demanded)
    {
        var current = DeviceEntityTag.Find(plant, id);
        if (!demanded.MatchHolds(current))
            return Problems.PreconditionFailed(current is null ? $"There is no device '{id}' any more." : $"Device '{id}' was changed meanwhile.");
        return demanded.NoneMatchHolds(current) ? null : Problems.PreconditionFailed($"There is a device '{id}' already.");
    }

    private static ProblemHttpResult NoDevice(string id) => Problems.NotFound($"There is no device '{id}'.");

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> ImportAsync(
        [Description("true: devices that the file does not name are removed.")] bool? replace, [Description(Comment)] string? comment, HttpRequest request, PlantEditor editor,
        ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var rows = CsvFile.Read(await RequestText.ReadAsync(request, CsvFile.LongestFile, cancellationToken), DevicesCsv.Columns, faults);
        var devices = rows.Select(row => (row.Line, Device: DevicesCsv.Read(row))).ToArray();
        if (faults.Any)
            return faults.ToResult();
        return await editor.ChangeAsync(
            plant => Merge(plant, [.. devices.Select(entry => entry.Device)], replace ?? false),
            user.FindFirstValue(Security.NameClaim)!, comment ?? $"Import {devices.Length} devices",
            fault => devices.FirstOrDefault(entry => fault.Tag is null && entry.Device.Id == fault.Device) is { Line: > 0 } named
                ? $"line {named.Line}: {fault.Field}"
                : fault.ToString(),
            cancellationToken);
    }

    private static PlantConfiguration Merge(PlantConfiguration plant, DeviceConfiguration[] imported, bool replace)
    {
        var names = imported.Select(device => device.Id).ToHashSet();
        var present = plant.Devices.ToDictionary(device => device.Id);
        return new PlantConfiguration(
        [
            .. plant.Devices.Where(device => !replace && !names.Contains(device.Id)),
            .. imported.Select(device => device with { Tags = present.GetValueOrDefault(device.Id)?.Tags ?? [] }),
        ]);
    }
}
