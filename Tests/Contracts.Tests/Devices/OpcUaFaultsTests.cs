using Xunit;

namespace Faultline.Contracts.Tests.Devices;

public sealed class OpcUaFaultsTests
{
    [Fact]
    public void Accepts_ADeviceWithNodesAndPaths() =>
        Assert.Empty(Faults(new OpcUaSettings { User = "operator", Password = "plc" }, new OpcUaTag { Node = "ns=2;s=P" }, new OpcUaTag { Path = "/2:Plant/2:P" }));

    [Fact]
    public void Rejects_EveryFaultAtOnce()
    {
        var faults = Faults(
            new OpcUaSettings
            {
                Path = "UA", Security = OpcUaSecurity.None, SignOnly = true, User = "operator", PublishingIntervalMs = -1, KeepAliveMs = 5000, LifetimeMs = 2000,
            },
            new OpcUaTag(), new OpcUaTag { Node = "ns=2;s=P", Path = "Plant", PublishingIntervalMs = -1, SamplingIntervalMs = -1, QueueSize = 0 });

        Assert.Equal(
            [
                "opc_ua.lifetime_ms", "opc_ua.node", "opc_ua.node", "opc_ua.password", "opc_ua.path", "opc_ua.path", "opc_ua.publishing_interval_ms",
                "opc_ua.publishing_interval_ms", "opc_ua.queue_size", "opc_ua.sampling_interval_ms", "opc_ua.sign_only",
            ],
            faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rejects_ADeviceWithoutSettings() => Assert.Contains(Faults(null), fault => fault.Field == "opc_ua");

    private static IReadOnlyList<ConfigurationFault> Faults(OpcUaSettings? settings, params OpcUaTag[] places) => PlantConfigurationValidator.Validate(new PlantConfiguration(
    [
        new DeviceConfiguration
        {
            Id = "plc-1",
            System = new DeviceSystem { Id = "plc-1", Number = 9, Name = "A press" },
            Protocol = DeviceProtocol.OpcUa,
            Host = "10.0.0.1",
            Port = 4840,
            OpcUa = settings,
            Tags = [.. places.Select((place, i) => new TagConfiguration { Name = $"T{i}", Ordinal = i + 1, PhysicalMaximum = 1, OpcUa = place })],
        },
    ]));
}
