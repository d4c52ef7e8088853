using System.Diagnostics;
using System.Globalization;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Registers;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>
/// Modbus servers, a socket each, in a process of their own: this program, started anew. The first two registers of a device tell how often they were read, as a number that a reading shows: what was
/// read can be counted in the readings themselves.
/// </summary>
internal sealed class DeviceServers : IAsyncDisposable
{
    /// <summary>First argument of the process that serves; the second is the number of devices.</summary>
    public const string Verb = "serve-devices";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process process;

    private DeviceServers(Process process, int[] ports) => (this.process, Ports) = (process, ports);

    public int[] Ports { get; }

    public static async Task<DeviceServers> StartAsync(int devices)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(DeviceServers).Assembly.Location);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(devices.ToString(CultureInfo.InvariantCulture));
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        return line?.Split(' ') is [.. var ports] && ports.Length == devices
            ? new DeviceServers(process, [.. ports.Select(port => int.Parse(port, CultureInfo.InvariantCulture))])
            : throw new InvalidOperationException($"The servers printed '{line}' instead of {devices} ports.");
    }

    /// <summary>The process that serves: until its input ends, which it does with its parent.</summary>
    public static async Task ServeAsync(int devices)
    {
        List<ModbusTcpServer> servers = [];
        for (var i = 0; i < devices; i++)
        {
            var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = new CountingDevice() }, new ModbusTcpServerOptions { Port = 0 });
            server.Start();
            servers.Add(server);
        }
        Console.WriteLine(string.Join(' ', servers.Select(server => server.Port.ToString(CultureInfo.InvariantCulture))));
        await Console.In.ReadToEndAsync();
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Limit);
        process.Dispose();
    }

    private sealed class CountingDevice : IModbusDevice
    {
        private readonly ushort[] registers = new ushort[8192];
        private int reads;

        public ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct)
        {
            if (address + destination.Length > registers.Length)
                return new(ModbusExceptionCode.IllegalDataAddress);
            registers.AsSpan(address, destination.Length).CopyTo(destination.Span);
            if (address == 0 && destination.Length >= 2)
                RegisterEncoder.WriteSingle(destination.Span, Interlocked.Increment(ref reads));
            return new(ModbusExceptionCode.None);
        }
    }
}
