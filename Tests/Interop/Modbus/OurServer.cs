using Faultline.Protocols.Modbus.Server;

namespace Faultline.Interop.Modbus;

/// <summary>Our server on a free port, unit 1: 2000 items a table, coil i on when i % 3 = 0, input i when i % 2 = 0, registers 3 i and 5 i + 1.</summary>
internal sealed class OurServer : IAsyncDisposable
{
    internal const int Size = 2000;
    private readonly ModbusTcpServer _server;

    internal OurServer()
    {
        for (var i = 0; i < Size; i++)
        {
            Device.Coils[i] = i % 3 == 0;
            Device.DiscreteInputs[i] = i % 2 == 0;
            Device.HoldingRegisters[i] = (ushort)(i * 3);
            Device.InputRegisters[i] = (ushort)(i * 5 + 1);
        }

        _server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = Device }, new ModbusTcpServerOptions { Port = 0 });
        _server.Start();
    }

    internal MemoryModbusDevice Device { get; } = new(Size);

    internal int Port => _server.Port;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
