using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Simulator.Machines;
using StatusCodes = Faultline.Protocols.OpcUa.StatusCodes;

namespace Faultline.Simulator.OpcUa;

/// <summary>
/// What a sensor shows, computed when asked for. A machine that refuses is BadNoCommunication, a sensor that shows no number BadSensorFailure; one that is
/// stuck or off by a constant looks good, as it would in a plant.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="index">The sensor's ordinal - 1.</param>
/// <param name="clock">Clock of the source timestamps.</param>
internal sealed class SensorValue(Machine machine, int index, PlantClock clock) : IVariableSource
{
    public DataValue Read()
    {
        var now = clock.UtcNow.UtcDateTime;
        if (machine.Connection.Mode == ConnectionMode.Refused)
            return new DataValue { Status = StatusCodes.BadNoCommunication, SourceTimestamp = now };
        Span<float> shown = stackalloc float[1];
        machine.Read(index, shown);
        return new DataValue
        {
            Value = Variant.From(shown[0]),
            Status = float.IsNaN(shown[0]) ? StatusCodes.BadSensorFailure : StatusCodes.Good,
            SourceTimestamp = now,
        };
    }
}
