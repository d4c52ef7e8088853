namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>Figures of several depths: each under its depth's name, and those of the last depth, the deepest there is, under the plain name too.</summary>
internal sealed class Figures
{
    private readonly Dictionary<string, double> values = [];

    public IReadOnlyDictionary<string, double> Values => values;

    public void Add(string depth, string name, double value)
    {
        values[$"{depth}.{name}"] = value;
        values[name] = value;
    }
}
