using System.ComponentModel;
using System.Security.Claims;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Csv;
using Faultline.DiagnosticsApi.Devices;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Tags;

/// <summary>Tags: list, change, import and export.</summary>
internal static class TagsApi
{
    private const string Id = "Text id of the tag, such as hydraulic-2.PS1.";
    private const string Device = "Id of the device.";
    private const string Name = "Name of the tag.";
    private const int DefaultLimit = 200;

    public static void MapTagsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/tags").WithTags("Tags").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("Tags of all devices, of one device or of one system, by system and name");
        group.MapGet("/{id}", FindAsync).WithSummary("One tag by its text id").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/texts", TextsAsync).WithSummary("Texts that a string tag showed, newest first").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/export", ExportAsync).WithSummary("Tags as CSV").Produces<string>(contentType: "text/csv");
        var changes = group.MapGroup("").RequireAuthorization(AuthorizationPolicies.Engineer).ProducesProblem(StatusCodes.Status409Conflict);
        changes.MapPut("/{device}/{name}", PutAsync).WithSummary("Adds a tag to a device, or replaces it").ProducesProblem(StatusCodes.Status404NotFound);
        changes.MapDelete("/{device}/{name}", DeleteAsync).WithSummary("Removes a tag; its readings stay").ProducesProblem(StatusCodes.Status404NotFound);
        changes.MapPost("/import", ImportAsync).WithSummary("Adds or replaces tags from CSV");
    }

    private static async Task<Results<Ok<TagPage>, ValidationProblem>> ListAsync(
        [Description("Only of this device.")] string? device, [FromQuery(Name = "system_id"), Description("Only of this system.")] string? systemId,
        [Description("1 to 1000; default 200.")] int? limit, [Description("The next of the former page.")] string? cursor, PlantEditor editor, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (limit is < 1 or > TagPage.MaxLength)
            faults.Add("limit", $"{limit} is outside 1 to {TagPage.MaxLength}.");
        if (cursor?.Contains('.', StringComparison.Ordinal) == false)
            faults.Add("cursor", $"'{cursor}' is no cursor of this list.");
        if (faults.Any)
            return faults.ToResult();
        return TypedResults.Ok(TagPage.Of([.. await TagsAsync(editor, device, systemId, cancellationToken)], cursor, limit ?? DefaultLimit));
    }

    private static async Task<Results<Ok<TagView>, ProblemHttpResult>> FindAsync(
        [Description(Id)] string id, PlantEditor editor, CancellationToken cancellationToken) =>
        (await editor.ReadAsync(cancellationToken)).Plant.FindTag(id) is var (device, tag)
            ? TypedResults.Ok(TagView.Of(device, tag))
            : NoTag(id);

    private static async Task<Results<Ok<IReadOnlyList<TextReading>>, ProblemHttpResult, ValidationProblem>> TextsAsync(
        [Description(Id)] string id, [Description("1 to 1000; default 100.")] int? limit, PlantEditor editor, TextStore texts, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (limit is < 1 or > TextStore.MaxPage)
            faults.Add("limit", $"{limit} is outside 1 to {TextStore.MaxPage}.");
        if (faults.Any)
            return faults.ToResult();
        return (await editor.ReadAsync(cancellationToken)).Plant.FindTag(id) is var (device, tag)
            ? TypedResults.Ok(await texts.ListAsync(new SystemId(device.System.Id), tag.Name, limit ?? 100, cancellationToken))
            : NoTag(id);
    }

    private static async Task<ContentHttpResult> ExportAsync(
        [Description("Only of this device.")] string? device, PlantEditor editor, CancellationToken cancellationToken) => TypedResults.Text(
        CsvFile.Write(TagsCsv.Columns, (await TagsAsync(editor, device, null, cancellationToken)).Select(found => TagsCsv.Write(found.Device.Id, found.Tag))), "text/csv");

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> PutAsync(
        [Description(Device)] string device, [Description(Name)] string name, TagConfiguration tag, [Description(DevicesApi.Comment)] string? comment, PlantEditor editor, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if ((await editor.ReadAsync(cancellationToken)).Plant.Devices.All(other => other.Id != device))
            return Problems.NotFound($"There is no device '{device}'.");
        return await editor.ChangeAsync(
            plant => plant.WithTags(device, tags => [.. tags.Where(other => other.Name != name), tag with { Name = name }]),
            user.FindFirstValue(Security.NameClaim)!, comment ?? $"Put tag {device}/{name}", null, cancellationToken);
    }

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> DeleteAsync(
        [Description(Device)] string device, [Description(Name)] string name, [Description(DevicesApi.Comment)] string? comment, PlantEditor editor, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var known = (await editor.ReadAsync(cancellationToken)).Plant.Devices.FirstOrDefault(other => other.Id == device);
        if (known is null || known.Tags.All(tag => tag.Name != name))
            return Problems.NotFound($"There is no tag '{name}' at a device '{device}'.");
        return await editor.ChangeAsync(
            plant => plant.WithTags(device, tags => [.. tags.Where(other => other.Name != name)]),
            user.FindFirstValue(Security.NameClaim)!, comment ?? $"Remove tag {device}/{name}", null, cancellationToken);
    }

    private static async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> ImportAsync(
        [Description("true: of the devices that the file names, tags that it does not name are removed.")] bool? replace, [Description(DevicesApi.Comment)] string? comment, HttpRequest request,
        PlantEditor editor, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var rows = CsvFile.Read(await RequestText.ReadAsync(request, CsvFile.LongestFile, cancellationToken), TagsCsv.Columns, faults);
        var import = new TagImport(rows, replace ?? false);
        import.FindFaults((await editor.ReadAsync(cancellationToken)).Plant, faults);
        if (faults.Any)
            return faults.ToResult();
        return await editor.ChangeAsync(import.Apply, user.FindFirstValue(Security.NameClaim)!, comment ?? $"Import {rows.Count} tags", import.PlaceOf, cancellationToken);
    }

    private static async Task<IEnumerable<(DeviceConfiguration Device, TagConfiguration Tag)>> TagsAsync(
        PlantEditor editor, string? device, string? system, CancellationToken cancellationToken) =>
        (await editor.ReadAsync(cancellationToken)).Plant.Devices
            .Where(candidate => (device is null || candidate.Id == device) && (system is null || candidate.System.Id == system))
            .SelectMany(candidate => candidate.Tags.Select(tag => (candidate, tag)));

    private static ProblemHttpResult NoTag(string id) => Problems.NotFound($"There is no tag '{id}'.");
}
