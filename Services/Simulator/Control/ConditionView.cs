namespace Faultline.Simulator.Control;

/// <summary>One component's condition.</summary>
/// <param name="Value">Now, in the component's unit; null when the recorded cycle has no labels.</param>
/// <param name="Target">Where the running or last ramp leads.</param>
/// <param name="Unit">Unit.</param>
/// <param name="RampEndsAt">When the running ramp ends at the present speed, UTC; null when none runs.</param>
internal sealed record ConditionView(double? Value, double? Target, string Unit, DateTimeOffset? RampEndsAt);
