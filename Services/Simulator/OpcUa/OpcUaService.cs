using System.Net;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Simulator.Machines;
using Microsoft.Extensions.Options;

namespace Faultline.Simulator.OpcUa;

/// <summary>Serves the machines over OPC UA from the host's start to its stop, where a folder for its certificates is set.</summary>
internal sealed partial class OpcUaService(
    MachinePark park, PlantClock clock, TimeProvider time, IOptions<SimulatorOptions> options, ILogger<OpcUaService> logger) : IHostedService, IAsyncDisposable
{
    private readonly SimulatorOptions settings = options.Value;
    private OpcUaServer? server;

    /// <summary>Whether it is to be served at all.</summary>
    public bool Enabled => settings.OpcUaFolder is not null;

    /// <summary>Whether it listens.</summary>
    public bool Listening { get; private set; }

    /// <summary>Port that it listens on; 0 where it does not.</summary>
    public int Port => server?.Port ?? 0;

    /// <summary>Cuts all connections, which are to all machines; sessions and subscriptions stay. Answers how many.</summary>
    public int Drop() => server?.DropConnections() ?? 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.OpcUaFolder is not { } folder)
        {
            LogDisabled();
            return Task.CompletedTask;
        }

        var store = new CertificateStore(folder);
        server = new OpcUaServer(PlantSpace.Make(park, clock, time), Options(store));
        server.Start();
        Listening = true;
        LogListening(server.Port, folder);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Listening = false;
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }

    private OpcUaServerOptions Options(CertificateStore store)
    {
        var host = Dns.GetHostName();
        return new OpcUaServerOptions
        {
            ApplicationUri = PlantSpace.ApplicationUri,
            ApplicationName = "Faultline simulator",
            Address = IPAddress.Parse(settings.OpcUaAddress),
            Port = settings.OpcUaPort,
            Certificate = ApplicationCertificate.GetOrCreate(
                store, "Faultline simulator", PlantSpace.ApplicationUri, ["localhost", "127.0.0.1", "simulator", host], time),
            ValidateClient = chain => new CertificateValidator(store, time).Validate(chain),
            Security = settings.OpcUaNone ? [OfferedSecurity.None, .. OfferedSecurity.Encrypted] : OfferedSecurity.Encrypted,
            Users = Users(settings.OpcUaFolder!),
            Clock = time,
        };
    }

    /// <summary>The user of the options, and those whose certificates lie in the folder "users".</summary>
    private UserList Users(string folder)
    {
        var users = new UserList { AnonymousUser = settings.OpcUaAnonymous ? OpcUaUser.AnonymousReader : null };
        if (settings is { OpcUaUser: { } name, OpcUaPassword: { } password })
            users.Add(new OpcUaUser(name), password);
        var certificates = Directory.CreateDirectory(Path.Combine(folder, "users"));
        foreach (var file in certificates.EnumerateFiles("*.der"))
            users.Add(new OpcUaUser(Path.GetFileNameWithoutExtension(file.Name)), X509CertificateLoader.LoadCertificateFromFile(file.FullName));
        return users;
    }
}
