using Faultline.Simulator.Machines;

namespace Faultline.Simulator.Control;

/// <summary>How a machine answers after a change.</summary>
/// <param name="Mode">Whether it answers.</param>
/// <param name="RefusedUntil">When it answers again by itself, UTC; null when it answers or does so only by a command.</param>
/// <param name="Dropped">Connections that were cut.</param>
internal sealed record ConnectionView(ConnectionMode Mode, DateTimeOffset? RefusedUntil, int Dropped);
