using System.Net;
using Faultline.Protocols.Modbus.Server;
using Faultline.Simulator.Machines;
using Microsoft.Extensions.Options;

namespace Faultline.Simulator.Modbus;

/// <summary>Serves the machines over Modbus TCP, unit identifier = system number, from the host's start to its stop.</summary>
internal sealed partial class ModbusService : IHostedService, IAsyncDisposable
{
    private readonly ModbusTcpServer server;
    private readonly ILogger<ModbusService> logger;

    public ModbusService(MachinePark park, IOptions<SimulatorOptions> options, ILogger<ModbusService> logger)
    {
        this.logger = logger;
        var devices = park.Machines.ToDictionary(
            machine => (byte)machine.Number, machine => (IModbusDevice)new MachineDevice(machine, unit => Drop(unit)));
        server = new ModbusTcpServer(devices, new ModbusTcpServerOptions
        {
            Address = IPAddress.Parse(options.Value.ModbusAddress),
            Port = options.Value.ModbusPort,
            MaxConnections = 256,
            DeviceFailed = LogDeviceFailed,
        });
    }

    /// <summary>Port that it listens on; valid after the host's start.</summary>
    public int Port => server.Port;

    /// <summary>Whether it listens.</summary>
    public bool Listening { get; private set; }

    /// <summary>Cuts the connections of one unit with a reset; returns how many there were.</summary>
    public int Drop(byte unit) => server.DropConnections(unit);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        server.Start();
        Listening = true;
        LogListening(server.Port);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Listening = false;
        await server.StopAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
