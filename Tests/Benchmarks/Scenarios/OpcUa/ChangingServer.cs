using System.Globalization;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;

namespace Faultline.Benchmarks.Scenarios.OpcUa;

/// <summary>
/// Our server in a process of its own: <c>opcua-server FOLDER</c>. 10,000 doubles ns=1;s=Load0 and up, all changed every 100 ms; anonymous, all policies
/// that encrypt; clients are trusted, as it is not trust that is measured. Prints "PORT n", ends when its input does, and prints its CPU seconds, seconds and resident MB then.
/// </summary>
internal static class ChangingServer
{
    public const string Role = "opcua-server";
    private const int Items = 10_000;
    private const string ApplicationUri = "urn:faultline:benchmark:server";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string folder)
    {
        var clock = TimeProvider.System;
        var space = new AddressSpace(ApplicationUri, [], clock);
        var values = Fill(space, clock);
        await using var server = new OpcUaServer(space, Options(folder));
        server.Start();
        var started = clock.GetTimestamp();
        using var ending = new CancellationTokenSource();
        var changing = ChangeAsync(values, clock, ending.Token);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PORT {server.Port}"));
        await Console.In.ReadToEndAsync(CancellationToken.None);
        await ending.CancelAsync();
        await changing;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalSeconds} {clock.GetElapsedTime(started).TotalSeconds} {Environment.WorkingSet / 1048576.0}"));
        return 0;
    }

    private static StoredValue[] Fill(AddressSpace space, TimeProvider clock)
    {
        var load = space.AddFolder(space.Objects, new NodeId("Load", 1), new QualifiedName("Load", 1));
        var values = new StoredValue[Items];
        for (var i = 0; i < Items; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Load{i}");
            values[i] = new StoredValue(Variant.From((double)i), clock);
            space.AddVariable(load, new VariableNode(new NodeId(name, 1), new QualifiedName(name, 1), NodeIds.Double, values[i]));
        }

        return values;
    }

    private static OpcUaServerOptions Options(string folder)
    {
        var store = new CertificateStore(Path.Combine(folder, "own-server"));
        return new OpcUaServerOptions
        {
            ApplicationUri = ApplicationUri,
            Port = 0,
            Certificate = ApplicationCertificate.GetOrCreate(store, "Faultline benchmark server", ApplicationUri, ["127.0.0.1"], TimeProvider.System),
            ValidateClient = _ => { },
            Users = new UserList { AnonymousUser = OpcUaUser.AnonymousReader },
        };
    }

    private static async Task ChangeAsync(StoredValue[] values, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var step = 0.0;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var change = new DataValue { SourceTimestamp = clock.GetUtcNow().UtcDateTime };
                step++;
                for (var i = 0; i < values.Length; i++)
                    values[i].Set(change with { Value = Variant.From(i + step) });
            }
        }
        catch (OperationCanceledException)
        {
            // The input ended.
        }
    }
}
