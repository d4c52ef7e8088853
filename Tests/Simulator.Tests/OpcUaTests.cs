using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;
using Xunit;

namespace Faultline.Simulator.Tests;

public sealed class OpcUaTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faultline-simulator-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Machines_Browsed_HaveTheSensorsOfTheRig()
    {
        await using var simulator = await StartAsync();
        await using var client = await ConnectAsync(simulator);

        var machines = await client.BrowseChildrenAsync(new NodeId("Machines", 2), CancellationToken.None);
        Assert.Equal(["hydraulic-1", "hydraulic-2", "hydraulic-3"], machines.Select(machine => machine.BrowseName.Name));
        foreach (var machine in machines)
        {
            var sensors = await client.BrowseChildrenAsync(machine.NodeId.NodeId, CancellationToken.None);
            Assert.Equal(HydraulicRig.Sensors.Select(sensor => sensor.Name), sensors.Select(sensor => sensor.BrowseName.Name));
        }
    }

    [Fact]
    public async Task Sensors_Read_ShowWhatModbusShowsWithUnitAndRange()
    {
        await using var simulator = await StartAsync();
        await using var client = await ConnectAsync(simulator);
        var shown = await simulator.ReadAsync(2);
        foreach (var sensor in HydraulicRig.Sensors)
        {
            var id = $"hydraulic-2.{sensor.Name}";
            var values = await client.ReadValuesAsync(
                [new NodeId(id, 2), new NodeId(id + "/EURange", 2), new NodeId(id + "/EngineeringUnits", 2)], CancellationToken.None);

            Assert.Equal(Variant.From(shown[sensor.Ordinal - 1]), values[0].Value);
            Assert.Equal(simulator.Time.GetUtcNow().UtcDateTime, values[0].SourceTimestamp);
            Assert.Equal((sensor.PhysicalMinimum, sensor.PhysicalMaximum), Decode<Protocols.OpcUa.Services.Range, (double, double)>(values[1], range => (range.Low, range.High)));
            Assert.Equal(sensor.Unit, Decode<EUInformation, string?>(values[2], unit => unit.DisplayName.Text));
        }
    }

    [Fact]
    public async Task Sensor_TamperedWith_ShowsAsStatusOrValue()
    {
        await using var simulator = await StartAsync();
        await using var client = await ConnectAsync(simulator);
        await simulator.PutAsync("machines/1/sensors/PS1", """{"mode":"stuck","value":250.5}""");
        await simulator.PutAsync("machines/1/sensors/PS2", """{"mode":"nan"}""");
        await simulator.PutAsync("machines/3/connection", """{"mode":"refused"}""");

        var values = await client.ReadValuesAsync(
            [new NodeId("hydraulic-1.PS1", 2), new NodeId("hydraulic-1.PS2", 2), new NodeId("hydraulic-3.PS1", 2), new NodeId("hydraulic-2.PS1", 2)], CancellationToken.None);

        Assert.Equal((Variant.From(250.5f), StatusCodes.Good), (values[0].Value, values[0].Status));
        Assert.Equal(StatusCodes.BadSensorFailure, values[1].Status);
        Assert.Equal(StatusCodes.BadNoCommunication, values[2].Status);
        Assert.True(values[3].Status.IsGood);
    }

    [Fact]
    public async Task Client_NotTrusted_IsRefusedUntilSomebodyTrustsIt()
    {
        await using var simulator = await StartAsync();

        await Assert.ThrowsAsync<OpcUaException>(() => ConnectSecurelyAsync(simulator, OpcUaIdentity.Anonymous));

        var store = new CertificateStore(Path.Combine(folder, "opcua"));
        Assert.True(store.Trust(Assert.Single(store.List()).Thumbprint));
        await using var client = await ConnectSecurelyAsync(simulator, OpcUaIdentity.User("engineer", "open sesame"));
        Assert.True((await client.ReadValuesAsync([new NodeId("hydraulic-1.PS1", 2)], CancellationToken.None))[0].Status.IsGood);
        await Assert.ThrowsAsync<OpcUaException>(() => ConnectSecurelyAsync(simulator, OpcUaIdentity.User("engineer", "open barley")));
    }

    [Fact]
    public async Task Simulator_WithoutFolder_ServesNoOpcUa()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        Assert.Equal(0, simulator.OpcUaPort);
    }

    private Task<RunningSimulator> StartAsync() => RunningSimulator.StartAsync(
        "--opcua-port", "0", "--opcua-folder", Path.Combine(folder, "opcua"), "--Simulator:OpcUaNone", "true", "--Simulator:OpcUaUser", "engineer",
        "--Simulator:OpcUaPassword", "open sesame");

    private static async Task<OpcUaClient> ConnectAsync(RunningSimulator simulator)
    {
        var client = new OpcUaClient(new OpcUaClientOptions { Url = Url(simulator), Security = EndpointSecurity.None });
        await client.ConnectAsync(CancellationToken.None).WaitAsync(RunningSimulator.Patience);
        return client;
    }

    private async Task<OpcUaClient> ConnectSecurelyAsync(RunningSimulator simulator, OpcUaIdentity identity)
    {
        const string ApplicationUri = "urn:faultline:test";
        var store = new CertificateStore(Path.Combine(folder, "client"));
        var server = new CertificateStore(Path.Combine(folder, "opcua")).OwnFolder;
        File.Copy(Path.Combine(server, "certificate.der"), Path.Combine(folder, "client", "trusted", "server.der"), overwrite: true);
        var client = new OpcUaClient(new OpcUaClientOptions
        {
            Url = Url(simulator),
            ApplicationUri = ApplicationUri,
            Certificate = ApplicationCertificate.GetOrCreate(store, "test", ApplicationUri, [], simulator.Time),
            Validator = new CertificateValidator(store, simulator.Time),
            Identity = identity,
        });
        try
        {
            await client.ConnectAsync(CancellationToken.None).WaitAsync(RunningSimulator.Patience);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private static Uri Url(RunningSimulator simulator) => new($"opc.tcp://127.0.0.1:{simulator.OpcUaPort}");

    private static TResult Decode<T, TResult>(DataValue value, Func<T, TResult> take)
        where T : class, IOpcUaStructure<T>
    {
        Assert.True(value.Value.TryGet<ExtensionObject>(out var body));
        Assert.True(body.TryDecode<T>(OpcUaLimits.Default, out var structure));
        return take(structure);
    }
}
