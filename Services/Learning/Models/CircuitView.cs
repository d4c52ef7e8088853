using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>
/// A part of the circuit's values from which the state is read on its own. Several views are read, because a sensor that drifts or a
/// load that is held disturbs one view and not the others; how far they are trusted is learned.
/// </summary>
/// <param name="Name">Name in the model's metadata.</param>
/// <param name="Places">Places of its sensors among those of the circuit, ascending.</param>
/// <param name="Seconds">How many seconds of the cycle are read, from the first on.</param>
internal sealed record CircuitView(string Name, int[] Places, int Seconds)
{
    // Before the load of second 30, which the rig sometimes held to the end of the cycle.
    private const int FirstHalf = 28;

    /// <summary>Sensors of the working circuit by index: PS1–PS6, EPS1, FS1, FS2, VS1, SE.</summary>
    public static int[] Sensors { get; } = [0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 16];

    /// <summary>Number of the circuit's values.</summary>
    public static int Values => Sensors.Length * RigLayout.Seconds;

    /// <summary>Indices into the circuit's 660 values, ascending: sensor after sensor.</summary>
    public int[] Columns { get; } = [.. from place in Places from second in Enumerable.Range(0, Seconds) select (place * RigLayout.Seconds) + second];

    /// <summary>The views that are read.</summary>
    public static CircuitView[] All { get; } =
    [
        Of("circuit", Sensors, RigLayout.Seconds),
        Of("circuit_first_half", Sensors, FirstHalf),
        Of("pressures", [0, 1, 2], RigLayout.Seconds),
        Of("power_flow_vibration", [6, 7, 13, 16], RigLayout.Seconds),
    ];

    /// <summary>Copies the circuit's values out of a window of 1020.</summary>
    public static void Gather(ReadOnlySpan<double> window, Span<double> circuit)
    {
        for (int i = 0; i < Sensors.Length; i++)
            window.Slice(Sensors[i] * RigLayout.Seconds, RigLayout.Seconds).CopyTo(circuit[(i * RigLayout.Seconds)..]);
    }

    /// <summary>Copies the view's values out of the circuit's.</summary>
    public void Pick(ReadOnlySpan<double> circuit, Span<double> viewed)
    {
        for (int i = 0; i < Places.Length; i++)
            circuit.Slice(Places[i] * RigLayout.Seconds, Seconds).CopyTo(viewed[(i * Seconds)..]);
    }

    private static CircuitView Of(string name, int[] sensors, int seconds) =>
        new(name, [.. sensors.Select(sensor => Array.IndexOf(Sensors, sensor))], seconds);
}
