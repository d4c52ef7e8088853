namespace Faultline.Simulator.Control;

/// <summary>Machine time of all machines.</summary>
/// <param name="Speed">Machine time in units of real time.</param>
/// <param name="MachineSeconds">Machine time since the simulator's start.</param>
/// <param name="CycleSeconds">Real seconds that a load cycle takes at this speed.</param>
internal sealed record TimeView(double Speed, double MachineSeconds, double CycleSeconds);
