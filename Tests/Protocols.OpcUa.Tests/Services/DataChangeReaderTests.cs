using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Services;

public sealed class DataChangeReaderTests
{
    private static readonly ExtensionObject Notification = ExtensionObject.From(new DataChangeNotification
    {
        MonitoredItems = [.. Enumerable.Range(0, 1000).Select(i => new MonitoredItemNotification
        {
            ClientHandle = (uint)i,
            Value = new DataValue { Value = Variant.From(i * 0.5), SourceTimestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(i) },
        })],
    });

    [Fact]
    public void Walk_GivesEveryValueInOrder()
    {
        var next = 0u;
        foreach (var item in new DataChangeReader(Notification, OpcUaLimits.Default))
        {
            Assert.Equal(next, item.ClientHandle);
            Assert.True(item.Value.Value.TryGetDouble(out var value));
            Assert.Equal(next * 0.5, value);
            next++;
        }

        Assert.Equal(1000u, next);
    }

    [Fact]
    public void Walk_OverDoubles_AllocatesNothing()
    {
        Assert.Equal(1000, Sum().Count);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (count, sum) = Sum();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1000, 249_750.0), (count, sum));
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Walk_OverACutBody_Throws()
    {
        var cut = Notification with { Body = Notification.Body[..^5] };

        var failure = Assert.Throws<OpcUaException>(() =>
        {
            foreach (var item in new DataChangeReader(cut, OpcUaLimits.Default))
                Assert.False(item.Value.Value.IsNull);
        });

        Assert.Equal(StatusCodes.BadDecodingError, failure.Status);
    }

    private static (int Count, double Sum) Sum()
    {
        var (count, sum) = (0, 0.0);
        foreach (var item in new DataChangeReader(Notification, OpcUaLimits.Default))
        {
            item.Value.Value.TryGetDouble(out var value);
            (count, sum) = (count + 1, sum + value);
        }

        return (count, sum);
    }
}
