using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Simulator.Machines;

namespace Faultline.Simulator.OpcUa;

/// <summary>
/// The machines as OPC UA objects, Objects/Machines/hydraulic-1 and so on, each with its 17 sensors as analog items called as in the rig: id
/// ns=2;s=hydraulic-1.PS1, unit, EURange the physical range, sampling interval the sensor's.
/// </summary>
internal static class PlantSpace
{
    /// <summary>URI of the application, which its certificate names.</summary>
    public const string ApplicationUri = "urn:faultline:simulator";

    /// <summary>Namespace of the machines' nodes.</summary>
    public const string Namespace = "urn:faultline:hydraulic-rig";

    private const ushort Index = 2;

    public static AddressSpace Make(MachinePark park, PlantClock clock, TimeProvider time)
    {
        var space = new AddressSpace(ApplicationUri, [Namespace], time);
        var machines = space.AddFolder(space.Objects, new NodeId("Machines", Index), new QualifiedName("Machines", Index));
        foreach (var machine in park.Machines)
        {
            var node = new ObjectNode(new NodeId(machine.Id.Value, Index), new QualifiedName(machine.Id.Value, Index));
            space.AddObject(machines, node);
            foreach (var sensor in HydraulicRig.Sensors)
                Add(space, node, machine, sensor, clock);
        }

        return space;
    }

    private static void Add(AddressSpace space, ObjectNode parent, Machine machine, SensorDefinition sensor, PlantClock clock)
    {
        var variable = new VariableNode(
            new NodeId($"{machine.Id}.{sensor.Name}", Index), new QualifiedName(sensor.Name, Index), NodeIds.Float,
            new SensorValue(machine, sensor.Ordinal - 1, clock))
        {
            Description = new LocalizedText(sensor.Title, "en"),
            MinimumSamplingInterval = sensor.SampleInterval.TotalMilliseconds,
        };
        space.AddAnalogItem(parent, variable, sensor.PhysicalMinimum, sensor.PhysicalMaximum, RigUnits.Of(sensor));
    }
}
