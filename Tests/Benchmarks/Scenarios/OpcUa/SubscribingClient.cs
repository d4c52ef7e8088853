using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Benchmarks.Scenarios.OpcUa;

/// <summary>
/// Our client in a process of its own: <c>opcua-client URL PREFIX SECONDS</c>. 10 subscriptions of 1000 items at 100 ms over SignAndEncrypt
/// Basic256Sha256. Prints values, CPU seconds, resident MB and bytes allocated of the measured time.
/// </summary>
internal static class SubscribingClient
{
    public const string Role = "opcua-client";
    private const int Subscriptions = 10;
    private const int Items = 1000;

    /// <summary>Values before measuring, by when the runtime has compiled what is hot; node-opcua's client takes as many.</summary>
    private const int WarmUp = 500_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string url, string prefix, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("faultline-benchmark-").FullName;
        try
        {
            await using var client = await ConnectAsync(new Uri(url), new CertificateStore(folder));
            var sink = new CountingSink(WarmUp);
            for (var i = 0; i < Subscriptions; i++)
                await SubscribeAsync(client, sink, prefix, i * Items);
            await sink.Begun;
            await MeasureAsync(sink, duration);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<OpcUaClient> ConnectAsync(Uri url, CertificateStore store)
    {
        const string ApplicationUri = "urn:faultline:benchmark";
        var options = new OpcUaClientOptions
        {
            Url = url,
            ApplicationUri = ApplicationUri,
            Certificate = ApplicationCertificate.GetOrCreate(store, "Faultline benchmark", ApplicationUri, [], TimeProvider.System),
            Validator = new CertificateValidator(store, TimeProvider.System),
            VerifyHost = false,
            Security = new EndpointSecurity(SecurityPolicy.Basic256Sha256, MessageSecurityMode.SignAndEncrypt),
            RequestTimeout = TimeSpan.FromSeconds(60),
        };
        foreach (var endpoint in await OpcUaDiscovery.GetEndpointsAsync(options, CancellationToken.None))
            if (endpoint.ServerCertificate is { Length: > 0 } der)
                store.Add(X509CertificateLoader.LoadCertificate(der), CertificateTrust.Trusted);
        var client = new OpcUaClient(options);
        await client.ConnectAsync(CancellationToken.None);
        return client;
    }

    private static async Task SubscribeAsync(OpcUaClient client, CountingSink sink, string prefix, int first)
    {
        var subscription = await client.SubscribeAsync(new SubscriptionOptions { PublishingInterval = Interval }, sink, CancellationToken.None);
        var items = Enumerable.Range(first, Items).Select(i => new MonitoredItemSettings(
            (uint)i, NodeId.TryParse(prefix + i.ToString(CultureInfo.InvariantCulture), out var node) ? node : throw new ArgumentException($"'{prefix}' begins no node id."))
        {
            SamplingInterval = Interval,
            QueueSize = 1,
        });
        var refused = (await subscription.AddAsync([.. items], CancellationToken.None)).Count(item => item.Status.IsBad);
        if (refused > 0)
            throw new InvalidOperationException($"The server refused {refused} of {Items} items.");
    }

    private static async Task MeasureAsync(CountingSink sink, TimeSpan duration)
    {
        var (values, processor, allocated) = (sink.Values, Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await Task.Delay(duration);
        (values, processor, allocated) = (sink.Values - values, Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - allocated);
        if (sink.Gaps > 0 || double.IsNaN(sink.Sum))
            throw new InvalidOperationException($"There were {sink.Gaps} gaps, so the figures are of no worth.");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{values} {processor.TotalSeconds} {Environment.WorkingSet / 1048576.0} {allocated}"));
    }
}
