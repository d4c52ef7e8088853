using System.ComponentModel;
using System.Globalization;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Systems;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Files of readings, written while they are read: memory does not grow with the span. An error on the way breaks the connection, so that a cut file is not taken for a whole one.</summary>
internal static class ReadingExportApi
{
    /// <summary>Media type of CSV (RFC 4180).</summary>
    public const string Csv = "text/csv";

    /// <summary>Media type of Parquet, as registered with IANA.</summary>
    public const string Parquet = "application/vnd.apache.parquet";

    private static readonly TimeSpan DefaultSpan = TimeSpan.FromDays(1);

    public static async Task<Results<PushStreamHttpResult, ValidationProblem>> ExportAsync(
        [Description("Text ids or numbers, joined by commas; 1 to 100.")] string? sensors,
        [Description("Start, ISO 8601; default one day before to.")] DateTimeOffset? from,
        [Description("End, exclusive, ISO 8601; default now.")] DateTimeOffset? to,
        [Description("raw, 1m or 1h; default raw.")] string? resolution,
        [Description("csv or parquet; default csv.")] string? format,
        PlantDirectory plant, ReadingExport export, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var span = TimeRange.Parse(from, to, DefaultSpan, clock, faults);
        var wanted = ResolutionName.Parse(resolution, faults, ReadingResolution.Raw);
        if (wanted == ReadingResolution.Auto)
            faults.Add("resolution", "'auto' is for charts; raw, 1m or 1h is needed.");
        if (format is not (null or "csv" or "parquet"))
            faults.Add("format", $"'{format}' is neither csv nor parquet.");
        var named = await NamedSensor.ParseAsync(sensors, plant, faults, cancellationToken);
        if (faults.Any)
            return faults.ToResult();
        var isParquet = format == "parquet";
        var name = string.Create(CultureInfo.InvariantCulture, $"readings-{span.From:yyyyMMddTHHmmss}Z-{span.To:yyyyMMddTHHmmss}Z.{(isParquet ? "parquet" : "csv")}");
        return TypedResults.Stream(
            body => WriteAsync(body, isParquet, wanted, named, span, export, cancellationToken), isParquet ? Parquet : Csv, name);
    }

    private static async Task WriteAsync(
        Stream body, bool isParquet, ReadingResolution resolution, IReadOnlyList<NamedSensor> sensors, TimeRange span, ReadingExport export,
        CancellationToken cancellationToken)
    {
        var ids = sensors.Select(sensor => sensor.Id).ToArray();
        var names = sensors.ToDictionary(sensor => sensor.Id, sensor => sensor.TextId);
        if (resolution == ReadingResolution.Raw)
        {
            var readings = export.ReadingsAsync(ids, span.From, span.To, cancellationToken);
            await (isParquet ? ReadingParquet.WriteAsync(body, readings, names, cancellationToken) : ReadingCsv.WriteAsync(body, readings, names, cancellationToken));
            return;
        }
        var rows = export.RollupsAsync(ids, span.From, span.To, resolution, cancellationToken);
        await (isParquet ? RollupParquet.WriteAsync(body, rows, names, cancellationToken) : ReadingCsv.WriteAsync(body, rows, names, cancellationToken));
    }
}
