using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Learning.Windows;
using Faultline.Scorer.Predict;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class WindowReaderTests
{
    private readonly Dictionary<string, List<string>> faults = [];

    [Fact]
    public void Accepts_SixtyMeansOfEachSensor()
    {
        var window = Read(Sample.Window());

        Assert.Empty(faults);
        Assert.Equal(30, window!.Sensor(3)[10]);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(6000)]
    public void Accepts_NativeRates_AsMeans(int length)
    {
        var json = Sample.Window();
        json["PS4"] = Sample.Array(length, i => i * 60 / length % 2 == 0 ? 10 : i % 2 == 0 ? 19 : 21);

        var window = Read(json);

        Assert.Equal(10, window!.Sensor(3)[0], 9);
        Assert.Equal(20, window.Sensor(3)[1], 9);
    }

    [Fact]
    public void Rejects_AMissingSensor() => AssertFault(json => json.Remove("FS2"), "window.FS2", "FS2 is missing.");

    [Fact]
    public void Rejects_AnUnknownSensor() => AssertFault(json => json["PS9"] = Sample.Array(60, _ => 1), "window.PS9", "PS9 is not a sensor of the rig.");

    [Fact]
    public void Rejects_AWrongLength() =>
        AssertFault(json => json["CE"] = Sample.Array(59, _ => 1), "window.CE", "CE has 59 values; 60 are expected (or 600 or 6000).");

    [Fact]
    public void Rejects_AValueThatIsNoNumber_NamingItsIndex() => AssertFault(json => json["PS1"]![3] = null, "window.PS1", "PS1[3] is null, not a finite number.");

    [Fact]
    public void Rejects_AValueBeyondDouble_NamingItsIndex() =>
        AssertFault(json => json["PS1"]![59] = JsonNode.Parse("1e999"), "window.PS1", "PS1[59] is 1e999, not a finite number.");

    [Fact]
    public void Rejects_ASensorThatIsNoArray() => AssertFault(json => json["VS1"] = "x", "window.VS1", "VS1 is no array.");

    [Fact]
    public void Rejects_AWindowThatIsNoObject()
    {
        Assert.Null(WindowReader.Read(JsonDocument.Parse("[]").RootElement, faults));
        Assert.True(faults.ContainsKey("window"));
    }

    [Fact]
    public void Rejects_AMissingWindow()
    {
        Assert.Null(WindowReader.Read(default, faults));
        Assert.Equal(["The window is missing."], faults["window"]);
    }

    [Fact]
    public void Rejects_EverythingAtOnce_ButFewFaultsASensor()
    {
        var json = Sample.Window();
        json["PS1"] = Sample.Array(60, _ => null);
        json.Remove("SE");

        Read(json);

        Assert.Equal(["window.PS1", "window.SE"], faults.Keys);
        Assert.Equal(WindowReader.MaxFaults, faults["window.PS1"].Count);
    }

    private void AssertFault(Action<JsonObject> damage, string place, string message)
    {
        var json = Sample.Window();
        damage(json);

        Assert.Null(Read(json));
        Assert.Equal([place], faults.Keys);
        Assert.Equal([message], faults[place]);
    }

    private CycleWindow? Read(JsonObject json) => WindowReader.Read(JsonDocument.Parse(json.ToJsonString()).RootElement, faults);
}
