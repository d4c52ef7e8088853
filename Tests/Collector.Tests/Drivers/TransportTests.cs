using System.Security.Cryptography.X509Certificates;
using Faultline.Collector.Tests.Commands;
using Faultline.Contracts;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Security;
using Faultline.Protocols.Modbus.Server;
using Faultline.Protocols.Modbus.Tests.Security;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>TLS and RTU over TCP from the configuration in the database to the rows of readings, and what an engineer is told when the certificates are wrong.</summary>
[Collection(CollectorDatabaseCollection.Name)]
public sealed class TransportTests(DatabaseFixture databases) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faultline-certificates-").FullName;
    private readonly TestAuthority plant = new("plant");
    private readonly TestAuthority stranger = new("stranger");

    [SkippableFact]
    public async Task RtuOverTcp_IsRead()
    {
        await using var whole = await StartAsync(
            new ModbusTcpServerOptions { Port = 0, Framing = ModbusFraming.Rtu }, new ModbusSettings { Transport = ModbusTransport.RtuOverTcp });

        Assert.Equal(42, await StoredAsync(whole));
    }

    [SkippableFact]
    public async Task Tls_WithCertificatesOfBothSides_IsRead()
    {
        await using var whole = await StartAsync(TlsServer(plant.IssueServer()), Tls, Certificate(plant.IssueClient("Viewer"), plant));

        Assert.Equal(42, await StoredAsync(whole));
    }

    [SkippableFact]
    public async Task Tls_ServerThatTheCollectorDoesNotTrust_IsNotRead_AndTheDevicesStateSaysWhy()
    {
        await using var whole = await StartAsync(TlsServer(stranger.IssueServer()), Tls, Certificate(plant.IssueClient(), plant));

        Assert.Contains("certificate", await FaultAsync(whole), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Tls_CollectorThatTheServerDoesNotTrust_IsRefused_AndTheDevicesStateSaysWhy()
    {
        await using var whole = await StartAsync(TlsServer(plant.IssueServer()), Tls, Certificate(stranger.IssueClient(), plant));

        Assert.Contains("certificate", await FaultAsync(whole), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Tls_WithoutTheSettingOfTheCertificate_SaysWhichIsMissing()
    {
        await using var whole = await StartAsync(TlsServer(plant.IssueServer()), Tls);

        Assert.Equal("The collector has no setting Certificates:line-1:File.", await FaultAsync(whole));
    }

    public void Dispose()
    {
        plant.Dispose();
        stranger.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static ModbusSettings Tls => new() { Transport = ModbusTransport.Tls, Certificate = "line-1", InFlight = 4 };

    private async Task<WholeCollector> StartAsync(ModbusTcpServerOptions options, ModbusSettings modbus, params string[] settings)
    {
        var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = new HolesDevice() }, options);
        server.Start();
        return await WholeCollector.StartAsync(
            databases, StorageDepth.PlainPostgres, server, Samples.Device(server.Port, Samples.Tag("A", 1, 42)) with { Modbus = modbus }, settings);
    }

    private ModbusTcpServerOptions TlsServer(X509Certificate2 certificate) =>
        new() { Port = 0, Security = new ModbusServerSecurity { Certificate = certificate, TrustedAuthorities = plant.Trusted } };

    private string[] Certificate(X509Certificate2 client, TestAuthority trusted)
    {
        var (file, authorities) = (Path.Combine(folder, "client.pem"), Path.Combine(folder, "authorities.pem"));
        File.WriteAllText(file, client.ExportCertificatePem() + "\n" + client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(authorities, trusted.Trusted.ExportCertificatePems());
        return ["--Certificates:line-1:File", file, "--Certificates:line-1:AuthoritiesFile", authorities, "--Certificates:line-1:ServerName", "localhost"];
    }

    private static async Task<double> StoredAsync(WholeCollector whole) => (await WholeCollector.UntilAsync(
        () => whole.Database.Get<ReadingQuery>().LatestAsync([SensorId.Create(7, 1)]), latest => latest.Count > 0))[0].Value;

    private static async Task<string?> FaultAsync(WholeCollector whole) => (await WholeCollector.UntilAsync(
        () => whole.Database.Get<DeviceStatusStore>().ListAsync(), devices => devices is [{ State: DeviceState.Lost, Fault: not null }]))[0].Fault;
}
