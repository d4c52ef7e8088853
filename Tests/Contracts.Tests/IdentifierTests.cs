using System.Text.Json;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Contracts.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("hydraulic-2")]
    [InlineData("a")]
    [InlineData("press_7")]
    public void SystemId_Accepts_FieldNames(string name) => Assert.Equal(name, new SystemId(name).Value);

    [Theory]
    [InlineData("")]
    [InlineData("Hydraulic")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    public void SystemId_Rejects_OtherCharacters(string name) => Assert.Throws<FormatException>(() => new SystemId(name));

    [Fact]
    public void SystemId_Shard_IsFnv1aOfTheName()
    {
        // 0xE40C292C is FNV-1a of "a" in Fowler, Noll and Vo's own test vectors.
        Assert.Equal((int)(0xE40C292Cu % 16), new SystemId("a").Shard);
    }

    [Fact]
    public void SensorId_Created_TellsItsParts()
    {
        var id = SensorId.Create(2, 17);

        Assert.Equal((2 * 4096) + 17, id.Value);
        Assert.Equal(2, id.SystemNumber);
        Assert.Equal(17, id.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 4096)]
    public void SensorId_Rejects_PartsOutsideTheirRange(int system, int ordinal) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SensorId.Create(system, ordinal));

    [Fact]
    public void Quality_Class_FollowsTheTopBits()
    {
        Assert.True(Quality.Good.IsGood);
        Assert.Equal(QualityClass.Uncertain, Quality.UncertainLastUsableValue.Class);
        Assert.Equal(QualityClass.Bad, Quality.BadSensorFailure.Class);
    }

    [Fact]
    public void Json_OfAnAlarm_IsSnakeCase()
    {
        var alarm = new Alarm(
            Guid.Empty, new SystemId("hydraulic-1"), AlarmKind.PredictedFault, "pump", AlarmCondition.Fault, AlarmSeverity.High, AlarmState.Active, false,
            DateTimeOffset.UnixEpoch, null, null, null, 2, null, 0.98, "Pump");

        var json = JsonSerializer.Serialize(alarm, FaultlineJson.Options);

        Assert.Contains("\"system_id\":\"hydraulic-1\"", json, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"predicted_fault\"", json, StringComparison.Ordinal);
        Assert.Equal(alarm, JsonSerializer.Deserialize<Alarm>(json, FaultlineJson.Options));
    }

    [Fact]
    public void Rig_Catalogue_HasSeventeenSensorsInOrder()
    {
        Assert.Equal(HydraulicRig.SensorCount, HydraulicRig.Sensors.Count);
        Assert.Equal(Enumerable.Range(1, 17), HydraulicRig.Sensors.Select(sensor => sensor.Ordinal));
        Assert.All(HydraulicRig.Sensors, sensor => Assert.True(sensor.PhysicalMinimum < sensor.PhysicalMaximum));
        Assert.All(HydraulicRig.Sensors, sensor =>
        {
            double?[] limits = [sensor.Limits.LowLow, sensor.Limits.Low, sensor.Limits.High, sensor.Limits.HighHigh];
            var present = limits.OfType<double>().ToArray();
            Assert.Equal(present.Order(), present);
            Assert.All(present, limit => Assert.InRange(limit, sensor.PhysicalMinimum, sensor.PhysicalMaximum));
        });
    }
}
