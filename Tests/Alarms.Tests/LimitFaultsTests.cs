using Faultline.Alarms.Limits;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Alarms.Tests;

public sealed class LimitFaultsTests
{
    [Fact]
    public void Accepts_RisingLimits() => Assert.Empty(LimitFaults.Of(Rig.Limits));

    [Fact]
    public void Accepts_NoLimitAtAll() => Assert.Empty(LimitFaults.Of(new AlarmLimits(null, null, null, null, 0, TimeSpan.Zero, TimeSpan.Zero)));

    [Fact]
    public void Accepts_TheDefaultsOfEverySensor() => Assert.All(HydraulicRig.Sensors, sensor => Assert.Empty(LimitFaults.Of(sensor.Limits)));

    [Fact]
    public void Rejects_LimitsThatDoNotRise() =>
        Assert.Equal(["high (195) must be above low (195)."], LimitFaults.Of(Rig.Limits with { Low = 195 }));

    [Fact]
    public void Rejects_NotFiniteLimit() => Assert.NotEmpty(LimitFaults.Of(Rig.Limits with { High = double.NaN }));

    [Fact]
    public void Rejects_NegativeTimesAndDeadband_AllAtOnce() =>
        Assert.Equal(3, LimitFaults.Of(Rig.Limits with { Deadband = -1, OnDelay = -TimeSpan.FromTicks(1), OffDelay = -TimeSpan.FromTicks(1) }).Count);

    [Fact]
    public void Engine_WithBadLimits_NamesTheSensor() =>
        Assert.Contains("hydraulic-2.PS1", Assert.Throws<ArgumentException>(() => Rig.Engine(Rig.Limits with { Low = 300 })).Message, StringComparison.Ordinal);
}
