using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Security;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Interop.Modbus;

/// <summary>Our server on a free port, unit 1: 2000 items a table, coil i on when i % 3 = 0, input i when i % 2 = 0, registers 3 i and 5 i + 1; holding register 1020 is 0x12.</summary>
internal sealed class OurServer : IAsyncDisposable
{
    internal const int Size = 2000;
    private readonly ModbusTcpServer _server;

    internal OurServer(ModbusFraming framing = ModbusFraming.Mbap, ModbusServerSecurity? security = null)
    {
        for (var i = 0; i < Size; i++)
        {
            Device.Coils[i] = i % 3 == 0;
            Device.DiscreteInputs[i] = i % 2 == 0;
            Device.HoldingRegisters[i] = (ushort)(i * 3);
            Device.InputRegisters[i] = (ushort)(i * 5 + 1);
        }

        Device.HoldingRegisters[1020] = 0x12;
        _server = new ModbusTcpServer(
            new Dictionary<byte, IModbusDevice> { [1] = Device }, new ModbusTcpServerOptions { Port = 0, Framing = framing, Security = security });
        _server.Start();
    }

    internal MemoryModbusDevice Device { get; } = new(Size) { Identification = Identification };

    /// <summary>Longer than one answer: the peer must ask on.</summary>
    internal static DeviceIdentification Identification { get; } = new(new Dictionary<byte, byte[]>
    {
        [0] = "Faultline"u8.ToArray(),
        [1] = "interop"u8.ToArray(),
        [2] = "V1.0"u8.ToArray(),
        [4] = Enumerable.Repeat((byte)'x', 200).ToArray(),
        [0x80] = Enumerable.Repeat((byte)'y', 200).ToArray(),
    });

    internal int Port => _server.Port;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
