namespace Faultline.Deploy.Tests;

/// <summary>One instrument as the code creates it.</summary>
/// <param name="Name">OpenTelemetry name.</param>
/// <param name="Kind">Counter, Histogram, ObservableGauge …</param>
/// <param name="Unit">UCUM unit.</param>
/// <param name="Description">What it counts or measures.</param>
internal sealed record Instrument(string Name, string Kind, string Unit, string Description)
{
    /// <summary>OpenTelemetry to Prometheus: dots become underscores, the unit a suffix, a counter ends in _total.</summary>
    public string PrometheusName => Name.Replace('.', '_') + UnitSuffix + (IsCounter ? "_total" : "");

    /// <summary>counter, histogram or gauge.</summary>
    public string PrometheusType => IsCounter ? "counter" : Kind == "Histogram" ? "histogram" : "gauge";

    private bool IsCounter => Kind.EndsWith("Counter", StringComparison.Ordinal) && !Kind.Contains("UpDown", StringComparison.Ordinal);

    private string UnitSuffix => Unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };
}
