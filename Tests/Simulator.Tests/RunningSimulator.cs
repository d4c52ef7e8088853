using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Registers;
using Faultline.Simulator.Modbus;
using Faultline.Simulator.OpcUa;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Simulator.Tests;

/// <summary>A simulator on free ports, with a clock that stands still unless it is advanced.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningSimulator(WebApplication app, FakeTimeProvider time)
    {
        (this.app, Time) = (app, time);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First() + "/simulator/"), Timeout = Patience };
    }

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public int ModbusPort => app.Services.GetRequiredService<ModbusService>().Port;

    public int OpcUaPort => app.Services.GetRequiredService<OpcUaService>().Port;

    public static async Task<RunningSimulator> StartAsync(params string[] args)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var app = SimulatorApplication.Build(["--urls", "http://127.0.0.1:0", "--modbus-port", "0", .. args], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        await app.StartAsync().WaitAsync(Patience);
        return new RunningSimulator(app, time);
    }

    public async Task<ModbusTcpClient> ConnectAsync() => await ModbusTcpClient.ConnectAsync("127.0.0.1", ModbusPort).AsTask().WaitAsync(Patience);

    /// <summary>The 17 values of a unit, as a master sees them.</summary>
    public async Task<float[]> ReadAsync(byte unit)
    {
        await using var client = await ConnectAsync();
        var registers = await client.ReadInputRegistersAsync(unit, 0, HydraulicRig.RegisterCount).AsTask().WaitAsync(Patience);
        return [.. HydraulicRig.Sensors.Select(sensor => RegisterDecoder.ToSingle(registers.AsSpan(HydraulicRig.RegisterOf(sensor))))];
    }

    public async Task<float> ReadAsync(byte unit, string sensor) => (await ReadAsync(unit))[HydraulicRig.Find(sensor)!.Ordinal - 1];

    public async Task<HttpResponseMessage> PutAsync(string path, string json) =>
        await Http.PutAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync().WaitAsync(Patience);
        await app.DisposeAsync();
    }
}
