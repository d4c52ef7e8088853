namespace Faultline.Collector.Plant;

/// <summary>One machine of the default plant: a hydraulic rig (<see cref="Contracts.HydraulicRig"/>).</summary>
public sealed class SystemOptions
{
    /// <summary>Number in the plant, from 1; part of each sensor's key, so it must never change once readings are stored.</summary>
    public int Number { get; set; }

    /// <summary>System id; default <c>hydraulic-{number}</c>.</summary>
    public string? Id { get; set; }

    /// <summary>For people; default <c>Hydraulic machine {number}</c>.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// <c>host:port</c> of its Modbus TCP server; empty: where service discovery says that the simulator is
    /// (<c>services:simulator:modbus:0</c>, <c>tcp://host:port</c>).
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>Modbus unit identifier, 0 to 255; default the number.</summary>
    public int? UnitId { get; set; }
}
