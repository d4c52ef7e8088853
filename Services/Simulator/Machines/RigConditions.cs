using Faultline.Contracts;

namespace Faultline.Simulator.Machines;

/// <summary>Condition of the four components at one moment, each in its component's unit (see <see cref="ComponentClasses"/>).</summary>
internal readonly record struct RigConditions(double Cooler, double Valve, double Pump, double Accumulator)
{
    /// <summary>As new.</summary>
    public static RigConditions Healthy { get; } = new(
        ComponentClasses.HealthyOf(Component.Cooler),
        ComponentClasses.HealthyOf(Component.Valve),
        ComponentClasses.HealthyOf(Component.Pump),
        ComponentClasses.HealthyOf(Component.Accumulator));

    /// <summary>Condition of one component.</summary>
    public double Of(Component component) => component switch
    {
        Component.Cooler => Cooler,
        Component.Valve => Valve,
        Component.Pump => Pump,
        Component.Accumulator => Accumulator,
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "No such component."),
    };

    /// <summary>Component to condition, as the control answers it.</summary>
    public Dictionary<Component, double> ToDictionary()
    {
        var conditions = this;
        return ComponentClasses.All.ToDictionary(component => component, component => conditions.Of(component));
    }
}
