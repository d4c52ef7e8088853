using System.Diagnostics.Metrics;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Faultline.Deploy.Tests;

/// <summary>The names that rules and panels use are those that the real exporter gives: an instrument of each kind and unit that the code has is scraped.</summary>
public sealed class InstrumentNameTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Name_OfEachKindAndUnit_IsWhatTheExporterGives()
    {
        using var meter = new Meter(Telemetry.Prefix + "Deploy.Tests");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddTelemetry();
        await using var app = builder.Build();
        app.MapPrometheusScrapingEndpoint("/metrics");
        await app.StartAsync().WaitAsync(Patience);
        var instruments = Instruments.Own.DistinctBy(instrument => (instrument.Kind, instrument.Unit)).Select((instrument, i) => instrument with { Name = $"faultline.test.number_{i}" }).ToList();
        Assert.Contains(instruments, instrument => instrument is { Kind: "ObservableGauge", Unit: "1" });
        foreach (var instrument in instruments) Measure(meter, instrument);

        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)).WaitAsync(Patience);

        Assert.All(instruments, instrument => Assert.Contains($"# TYPE {instrument.PrometheusName} {instrument.PrometheusType}\n", text, StringComparison.Ordinal));
        // A tag that is true or false: rules select by it.
        Assert.Contains("is_so=\"true\"", text, StringComparison.Ordinal);
    }

    private static void Measure(Meter meter, Instrument instrument)
    {
        switch (instrument.Kind)
        {
            case "Counter":
                meter.CreateCounter<long>(instrument.Name, instrument.Unit, instrument.Description).Add(1);
                break;
            case "Histogram":
                meter.CreateHistogram<double>(instrument.Name, instrument.Unit, instrument.Description).Record(1);
                break;
            case "ObservableGauge":
                meter.CreateObservableGauge(instrument.Name, () => new Measurement<double>(1, new KeyValuePair<string, object?>("is_so", true)), instrument.Unit, instrument.Description);
                break;
            case "ObservableCounter":
                meter.CreateObservableCounter(instrument.Name, () => 1L, instrument.Unit, instrument.Description);
                break;
            default:
                throw new InvalidOperationException($"{instrument.Kind} is not measured here yet.");
        }
    }
}
