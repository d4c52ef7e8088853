using Faultline.Contracts;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>The lines that devices are on; each is there as long as one of them is.</summary>
internal sealed class ModbusLines
{
    private readonly Lock gate = new();
    private readonly Dictionary<LineKey, ModbusLine> lines = [];

    /// <summary>Puts a device on the line of its host and port, and sees to it that this is connected.</summary>
    /// <exception cref="DeviceException">Nobody answers there.</exception>
    public async Task<IModbusLink> JoinAsync(DeviceConfiguration device, Func<CancellationToken, Task<ModbusTcpClient>> open, CancellationToken cancellationToken)
    {
        var line = Enter(LineKey.Of(device));
        try
        {
            using var turn = await line.TakeTurnAsync(cancellationToken);
            await line.ConnectedAsync(open, cancellationToken);
        }
        catch
        {
            await LeaveAsync(line);
            throw;
        }
        return new LineLink(this, line, open);
    }

    /// <summary>Takes a device off a line; the last one closes it.</summary>
    public async ValueTask LeaveAsync(ModbusLine line)
    {
        lock (gate)
        {
            if (--line.Devices > 0)
                return;
            lines.Remove(line.Key);
        }
        await line.DisposeAsync();
    }

    private ModbusLine Enter(LineKey key)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(key, out var line))
                lines[key] = line = new ModbusLine(key);
            line.Devices++;
            return line;
        }
    }
}
