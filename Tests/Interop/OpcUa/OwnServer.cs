using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Tests.Server;

namespace Faultline.Interop.OpcUa;

/// <summary>Our server, for our client and for the peers' clients. Certificates of clients are trusted at their first refusal, as an operator would.</summary>
public class OwnServer : IOpcUaPeer
{
    private readonly int _limit;
    private TestServer? _server;
    private int _port;

    /// <summary>Without limits.</summary>
    public OwnServer()
        : this(0)
    {
    }

    /// <summary>With limits for each request.</summary>
    protected OwnServer(int limit) => _limit = limit;

    public Uri Url => new($"opc.tcp://127.0.0.1:{_port}");

    internal OpcUaServerCounters Counters => _server!.Counters;

    public Task InitializeAsync() => StartAsync();

    public Task StartAsync()
    {
        _server = Make();
        _port = _server.Port;
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    public Task DisposeAsync() => StopAsync();

    public void Require()
    {
        // It is always there.
    }

    private TestServer Make() => new(options => options with
    {
        Port = _port,
        Limits = _limit == 0 ? options.Limits : options.Limits with { NodesPerRequest = _limit, MonitoredItemsPerCall = _limit, ReferencesPerNode = _limit },
        ValidateClient = chain => TrustAtFirstRefusal(options.ValidateClient!, chain),
    });

    private void TrustAtFirstRefusal(Action<ReadOnlyMemory<byte>> validate, ReadOnlyMemory<byte> chain)
    {
        try
        {
            validate(chain);
        }
        catch (OpcUaException refusal) when (refusal.Status == StatusCodes.BadCertificateUntrusted)
        {
            foreach (var rejected in _server!.Store.List().Where(entry => entry.Trust == CertificateTrust.Rejected))
                _server.Store.Trust(rejected.Thumbprint);
            validate(chain);
        }
    }
}
