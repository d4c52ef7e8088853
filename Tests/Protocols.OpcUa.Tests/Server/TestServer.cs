using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Server;

/// <summary>
/// Our server on a free port with all policies and None, users "operator"/"secret" and a certificate, and the address space that the peers have too:
/// Machine with Temperature, Setpoint, Counter (every 20 ms) and Add, Many with 45 items.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    internal const string ApplicationUri = "urn:faultline:peer:own-server";
    internal static readonly NodeId Machine = new("Machine", 1);
    internal static readonly NodeId Temperature = new("Temperature", 1);
    internal static readonly NodeId Setpoint = new("Setpoint", 1);
    internal static readonly NodeId Curve = new("Curve", 1);
    internal static readonly NodeId Add = new("Add", 1);
    private static readonly X509Certificate2 Own = ApplicationCertificate.Create("server", ApplicationUri, ["localhost", "127.0.0.1"], TimeProvider.System);
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-server-").FullName;
    private readonly OpcUaServer _server;
    private readonly ITimer _counting;
    private uint _count;

    internal TestServer(Func<OpcUaServerOptions, OpcUaServerOptions>? change = null)
    {
        Store = new CertificateStore(_folder);
        Users.Add(new OpcUaUser("operator", MayWrite: true, MayCall: true), "secret");
        Users.Add(new OpcUaUser("maintenance", MayWrite: true), UserCertificate);
        var options = new OpcUaServerOptions
        {
            ApplicationUri = ApplicationUri,
            Port = 0,
            Certificate = Own,
            ValidateClient = chain => new CertificateValidator(Store, TimeProvider.System).Validate(chain),
            Security =
            [
                OfferedSecurity.None, .. OfferedSecurity.Encrypted,
                .. OfferedSecurity.Encrypted.Select(offered => offered with { Mode = MessageSecurityMode.Sign }),
            ],
            Users = Users,
        };
        options = change?.Invoke(options) ?? options;
        Space = new AddressSpace(options.ApplicationUri, [], options.Clock);
        Level = new StoredValue(Variant.From(42.5), options.Clock);
        var counter = new StoredValue(Variant.From(0u), options.Clock);
        Fill(options.Clock, counter);
        _server = new OpcUaServer(Space, options);
        _server.Start();
        var period = TimeSpan.FromMilliseconds(20);
        _counting = options.Clock.CreateTimer(_ => counter.Set(Variant.From(++_count)), null, period, period);
    }

    internal static X509Certificate2 UserCertificate { get; } = ApplicationCertificate.Create("maintenance", "urn:test:user", [], TimeProvider.System);

    internal UserList Users { get; } = new() { AnonymousUser = new OpcUaUser(null, MayWrite: true, MayCall: true) };

    internal CertificateStore Store { get; }

    internal AddressSpace Space { get; }

    /// <summary>What Temperature shows.</summary>
    internal StoredValue Level { get; }

    internal static X509Certificate2 Certificate => Own;

    internal int Port => _server.Port;

    internal OpcUaServerCounters Counters => _server.Counters;

    internal int DropConnections() => _server.DropConnections();

    internal void Trust(X509Certificate2 client) => Store.Add(client, CertificateTrust.Trusted);

    public async ValueTask DisposeAsync()
    {
        await _counting.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Fill(TimeProvider clock, StoredValue counter)
    {
        var machine = Space.AddObject(Space.Objects, new ObjectNode(Machine, new QualifiedName("Machine", 1)));
        var unit = new UnitOfMeasure("CEL", "°C", "degree Celsius");
        Space.AddAnalogItem(machine, new VariableNode(Temperature, new QualifiedName("Temperature", 1), NodeIds.Double, Level), 0, 200, unit);
        Space.AddVariable(machine, new VariableNode(
            Setpoint, new QualifiedName("Setpoint", 1), NodeIds.Double, new StoredValue(Variant.From(1.0), clock) { Writable = true }) { Writable = true });
        Space.AddVariable(machine, new VariableNode(new NodeId("Counter", 1), new QualifiedName("Counter", 1), NodeIds.UInt32, counter));
        Space.AddVariable(machine, new VariableNode(
            Curve, new QualifiedName("Curve", 1), NodeIds.Double, new StoredValue(Variant.FromArray(new[] { 1.0, 2, 3, 4 }), clock))
        {
            ValueRank = VariableNode.OneDimension,
        });
        var many = Space.AddObject(Space.Objects, new ObjectNode(new NodeId("Many", 1), new QualifiedName("Many", 1)));
        for (var i = 0; i < 45; i++)
            Space.AddVariable(many, new VariableNode(
                new NodeId($"Item{i}", 1), new QualifiedName($"Item{i}", 1), NodeIds.UInt32, new StoredValue(Variant.From((uint)i), clock)));
        var number = new Argument { Name = "a", DataType = NodeIds.Double, ValueRank = VariableNode.Scalar };
        Space.AddMethod(machine, new MethodNode(Add, new QualifiedName("Add", 1), [number, number], [number], (inputs, _) =>
        {
            inputs[0].TryGetDouble(out var left);
            inputs[1].TryGetDouble(out var right);
            return new ValueTask<MethodOutcome>(new MethodOutcome(StatusCodes.Good, Variant.From(left + right)));
        }));
    }
}
