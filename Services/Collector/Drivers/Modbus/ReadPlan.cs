namespace Faultline.Collector.Drivers.Modbus;

/// <summary>The requests of a poll, and the room that their answers take.</summary>
/// <param name="Requests">The requests.</param>
/// <param name="Registers">Registers that they read.</param>
/// <param name="Bits">Coils and discrete inputs that they read.</param>
internal sealed record ReadPlan(ReadRequest[] Requests, int Registers, int Bits);
