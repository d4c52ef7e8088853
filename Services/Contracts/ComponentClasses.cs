namespace Faultline.Contracts;

/// <summary>The condition levels of each component that were recorded on the rig, from healthy to failed.</summary>
public static class ComponentClasses
{
    private static readonly double[] Cooler = [100, 20, 3];
    private static readonly double[] Valve = [100, 90, 80, 73];
    private static readonly double[] Pump = [0, 1, 2];
    private static readonly double[] Accumulator = [130, 115, 100, 90];

    /// <summary>All components in their order.</summary>
    public static IReadOnlyList<Component> All { get; } = [Component.Cooler, Component.Valve, Component.Pump, Component.Accumulator];

    /// <summary>The levels of <paramref name="component"/>, healthy first; unit: <see cref="UnitOf"/>.</summary>
    public static IReadOnlyList<double> Of(Component component) => component switch
    {
        Component.Cooler => Cooler,
        Component.Valve => Valve,
        Component.Pump => Pump,
        Component.Accumulator => Accumulator,
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "No such component."),
    };

    /// <summary>Unit of the condition: %, none (leakage grade) or bar.</summary>
    public static string UnitOf(Component component) => component switch
    {
        Component.Cooler or Component.Valve => "%",
        Component.Pump => "",
        Component.Accumulator => "bar",
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "No such component."),
    };

    /// <summary>The recorded level of perfect health.</summary>
    public static double HealthyOf(Component component) => Of(component)[0];

    /// <summary>How worn a recorded level is: 0 healthy, 1 the last level before total failure, in equal steps between.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the recorded levels.</exception>
    public static double WearOf(Component component, double level)
    {
        var levels = Of(component);
        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i] == level)
                return (double)i / (levels.Count - 1);
        }
        throw new ArgumentOutOfRangeException(nameof(level), level, $"{component} has no recorded level {level}.");
    }
}
