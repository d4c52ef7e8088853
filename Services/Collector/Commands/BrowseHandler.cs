using System.Text.Json;
using Faultline.Collector.Devices;
using Faultline.Collector.Drivers;
using Faultline.Collector.Drivers.OpcUa;
using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.TimeSeries;

namespace Faultline.Collector.Commands;

/// <summary>Looks around in the server of an OPC UA device.</summary>
internal sealed class BrowseHandler(DeviceFleet fleet) : ICommandHandler
{
    public string Kind => "browse";

    public async Task<CommandResult> ExecuteAsync(CollectorCommand command, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<BrowseRequest>(command.Request, FaultlineJson.Options)!;
        if (fleet.Find(request.Device)?.Reader is not OpcUaReader reader)
            return Refused($"device {request.Device} is no OPC UA server that this collector reads");
        try
        {
            var (nodes, isCut) = await new AddressSpaceWalk(reader.Connected).WalkAsync(request.Node, request.Depth, cancellationToken);
            return new CommandResult(true, JsonSerializer.Serialize(new BrowseAnswer(nodes, isCut, null), FaultlineJson.Options), null);
        }
        catch (Exception exception) when (exception is DeviceException or OpcUaException)
        {
            return Refused(exception.Message);
        }
    }

    private static CommandResult Refused(string fault) =>
        new(false, JsonSerializer.Serialize(new BrowseAnswer(null, false, fault), FaultlineJson.Options), null);
}
