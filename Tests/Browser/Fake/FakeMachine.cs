using Faultline.Contracts;

namespace Faultline.Browser.Fake;

/// <summary>A made-up machine: each value is a function of time, so that history needs no storage.</summary>
internal sealed class FakeMachine(int number)
{
    private static readonly Dictionary<string, (double Mean, double Swing, double Noise)> Shapes = new(StringComparer.Ordinal)
    {
        ["PS1"] = (160, 18, 1.2), ["PS2"] = (105, 20, 1.5), ["PS3"] = (2, 1.2, 0.05), ["PS4"] = (9, 1, 0.03), ["PS5"] = (9.5, 0.1, 0.01), ["PS6"] = (9.4, 0.1, 0.01),
        ["EPS1"] = (2450, 200, 12), ["FS1"] = (7.5, 2.5, 0.1), ["FS2"] = (9.8, 0.2, 0.02), ["TS1"] = (46, 2, 0.03), ["TS2"] = (51, 2, 0.03),
        ["TS3"] = (48, 2, 0.03), ["TS4"] = (41, 2, 0.03), ["VS1"] = (0.61, 0.05, 0.01), ["CE"] = (31, 3, 0.2), ["CP"] = (1.8, 0.2, 0.01), ["SE"] = (59, 6, 0.5),
    };

    public int Number => number;

    public SystemId Id { get; } = new($"hydraulic-{number}");

    public string Name => $"Hydraulic {number}";

    /// <summary>Index of each component's level; 0 is healthy.</summary>
    public Dictionary<Component, int> Levels { get; } = ComponentClasses.All.ToDictionary(component => component, _ => 0);

    /// <summary>Name of a sensor whose readings are bad, or null.</summary>
    public string? BrokenSensor { get; set; }

    /// <summary>What is added to a sensor's value.</summary>
    public Dictionary<string, double> Offsets { get; } = new(StringComparer.Ordinal);

    public double ValueAt(string sensor, DateTimeOffset time)
    {
        var (mean, swing, noise) = Shapes[sensor];
        var seconds = (time.ToUnixTimeMilliseconds() / 1000.0) + (number * 17);
        var phase = seconds % 60;
        var load = phase switch { < 8 => 0.2, < 20 => 1, < 32 => 0.55, < 45 => -0.3, _ => -0.8 };
        var drift = Math.Sin(seconds / 5400 * Math.Tau) * swing * 0.4;
        var jitter = Math.Sin(seconds * 12.9898) * Math.Cos(seconds * 78.233) * noise;
        return mean + (swing * load * 0.6) + drift + jitter + Offsets.GetValueOrDefault(sensor);
    }

    public QualityClass QualityAt(string sensor, DateTimeOffset time) =>
        sensor != BrokenSensor ? QualityClass.Good : time.ToUnixTimeMilliseconds() / 1000 % 20 < 6 ? QualityClass.Bad : QualityClass.Good;

    public Prediction PredictAt(DateTimeOffset time) => new(
        Guid.CreateVersion7(time), Id, time.AddMinutes(-1), time, "f00dbeefcafe", PredictionSource.Live, 0.998,
        [.. ComponentClasses.All.Select(component => PredictAt(component, time))]);

    private ComponentPrediction PredictAt(Component component, DateTimeOffset time)
    {
        var levels = ComponentClasses.Of(component);
        var chosen = Levels[component];
        var sure = 0.9 + (0.08 * Math.Sin(time.ToUnixTimeMilliseconds() / 7000.0 + chosen));
        var probabilities = levels.Select((_, i) => i == chosen ? sure : (1 - sure) / (levels.Count - 1)).ToArray();
        return new ComponentPrediction(component, levels[chosen], sure, probabilities);
    }
}
