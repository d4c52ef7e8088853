using Faultline.DiagnosticsApi.Csv;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Quarantine;

/// <summary>Rejected readings: list and export.</summary>
internal static class QuarantineApi
{
    private const int DefaultLimit = 200;

    // A quarter of a million lines are some 50 MB; more is asked for in parts by time.
    private const int LongestExport = 250_000;

    private static readonly string[] Columns =
    [
        "id", "system_id", "sensor_name", "source_time", "received_at", "value", "raw", "reason", "rule", "detail", "state", "decided_at", "decided_by",
    ];

    public static void MapQuarantineApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/quarantine").WithTags("Quarantine").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("Rejected readings with raw bytes and reason, newest first");
        group.MapGet("/export", ExportAsync).WithSummary("The same as CSV, all pages").Produces<string>(contentType: "text/csv");
        routes.MapQuarantineDecisions();
    }

    private static async Task<Results<Ok<IReadOnlyList<QuarantineView>>, ValidationProblem>> ListAsync(
        [AsParameters] QuarantineQuery query, QuarantineStore store, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var filter = query.ToFilter(faults);
        if (faults.Any)
            return faults.ToResult();
        var entries = await store.QueryAsync(filter, query.Limit ?? DefaultLimit, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<QuarantineView>>([.. entries.Select(QuarantineView.Of)]);
    }

    private static async Task<Results<ContentHttpResult, ValidationProblem>> ExportAsync(
        [AsParameters] QuarantineQuery query, QuarantineStore store, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var filter = query.ToFilter(faults);
        List<IReadOnlyList<string?>> rows = [];
        while (!faults.Any)
        {
            var page = await store.QueryAsync(filter, QuarantineStore.MaxPage, cancellationToken);
            rows.AddRange(page.Select(Row));
            if (rows.Count > LongestExport)
                faults.Add("from", $"more than {LongestExport} entries; ask for a shorter time.");
            if (page.Count < QuarantineStore.MaxPage)
                break;
            filter = filter with { BeforeId = page[^1].Id };
        }
        return faults.Any ? faults.ToResult() : TypedResults.Text(CsvFile.Write(Columns, rows), "text/csv");
    }

    private static IReadOnlyList<string?> Row(QuarantineEntry entry)
    {
        var reading = entry.Reading;
        return
        [
            FormattableString.Invariant($"{entry.Id}"), reading.SystemId.Value, reading.SensorName, $"{reading.SourceTime.UtcDateTime:O}", $"{reading.ReceivedAt.UtcDateTime:O}",
            reading.Value is { } value ? FormattableString.Invariant($"{value:R}") : "", reading.Raw, CsvRow.NameOf(reading.Reason), reading.Rule, reading.Detail,
            CsvRow.NameOf(entry.State), entry.DecidedAt is { } at ? $"{at.UtcDateTime:O}" : "", entry.DecidedBy,
        ];
    }
}
