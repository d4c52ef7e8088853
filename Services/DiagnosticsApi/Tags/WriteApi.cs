using System.Security.Claims;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Commands;
using Faultline.DiagnosticsApi.Devices;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Tags;

/// <summary>Writing values to devices: checked here, written and read back by the collector, audited by both.</summary>
internal static class WriteApi
{
    private const int MostValues = 100;

    public static void MapWriteApi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/tags").WithTags("Tags").RequireAuthorization(AuthorizationPolicies.Engineer).ProducesDenials()
            .MapPost("/write", WriteAsync).WithSummary("Writes values to tags of one device and tells what was read back")
            .ProducesProblem(StatusCodes.Status502BadGateway).ProducesProblem(StatusCodes.Status504GatewayTimeout);

    private static async Task<Results<Ok<WriteAnswer>, ValidationProblem, ProblemHttpResult>> WriteAsync(
        WriteTagsRequest request, PlantEditor editor, CommandDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var plant = (await editor.ReadAsync(cancellationToken)).Plant;
        var faults = new RequestFaults();
        var found = Check(request.Values ?? [], plant, faults);
        if (faults.Any)
            return faults.ToResult();
        var write = new WriteRequest(found[0].Device.Id, [.. found.Select(entry => new TagValue(entry.Tag.Name, entry.Value))]);
        var outcome = await desk.RunAsync(
            "write", found[0].Device.Id, write, user.FindFirstValue(Security.NameClaim)!, string.Join(", ", request.Values!.Select(value => FormattableString.Invariant($"{value.Tag} = {value.Value}"))), cancellationToken);
        if (outcome.Problem is { } problem)
            return problem;
        var answer = JsonSerializer.Deserialize<WriteAnswer>(outcome.Answer!, FaultlineJson.Options)!;
        return answer.Fault is null ? TypedResults.Ok(answer) : Problems.BadGateway(answer.Fault);
    }

    private static List<(DeviceConfiguration Device, TagConfiguration Tag, double Value)> Check(
        IReadOnlyList<TagValue> values, PlantConfiguration plant, RequestFaults faults)
    {
        List<(DeviceConfiguration Device, TagConfiguration Tag, double Value)> found = [];
        if (values.Count is 0 or > MostValues)
            faults.Add("values", $"{values.Count} values; 1 to {MostValues} are accepted.");
        foreach (var (value, index) in values.Take(MostValues).Select((value, index) => (value, index)))
        {
            if (plant.FindTag(value.Tag) is not var (device, tag))
                faults.Add($"values[{index}].tag", $"there is no tag '{value.Tag}'.");
            else if (tag.Write is not { } range)
                faults.Add($"values[{index}].tag", $"'{value.Tag}' must not be written.");
            else if (!(value.Value >= range.Minimum && value.Value <= range.Maximum))
                faults.Add($"values[{index}].value", FormattableString.Invariant($"{value.Value} is outside {range.Minimum} to {range.Maximum} {tag.Unit}."));
            else
                found.Add((device, tag, value.Value));
        }
        if (found.Select(entry => entry.Device.Id).Distinct().Count() > 1)
            faults.Add("values", "the tags belong to several devices; one device at a time is accepted.");
        if (found.FirstOrDefault(entry => !entry.Device.Enabled).Device is { } disabled)
            faults.Add("values", $"device '{disabled.Id}' is disabled.");
        return found;
    }
}
