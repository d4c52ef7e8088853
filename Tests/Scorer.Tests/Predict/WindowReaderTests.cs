using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Scorer.Predict;
using Faultline.ServiceDefaults;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class WindowReaderTests : IDisposable
{
    private readonly RequestFaults faults = new();
    private readonly PostedWindow window = new();

    public void Dispose() => window.Dispose();

    [Theory]
    [InlineData("sensors")]
    [InlineData("window")]
    public void Accepts_SixtyMeansOfEachSensor(string field)
    {
        Read(new JsonObject { [field] = Sample.Window() });

        Assert.False(faults.Any);
        Assert.Equal(Enumerable.Repeat(30.0, 60), window.Samples(3).ToArray());
    }

    [Fact]
    public void Accepts_SystemRateAndStart()
    {
        Read(Body(json => json["PS1"] = Sample.Array(600, i => i), new JsonObject { ["system_id"] = "press-1", ["sample_rate_hz"] = 10, ["start"] = "2026-03-01T08:00:00+02:00" }));

        Assert.False(faults.Any);
        Assert.Equal(("press-1", 10, new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero)), (window.System, window.Rate, window.Start!.Value));
        Assert.Equal(599, window.Samples(0)[^1]);
    }

    [Fact]
    public void Accepts_FieldsThatItDoesNotKnow()
    {
        Read(Body(_ => { }, new JsonObject { ["comment"] = new JsonObject { ["sensors"] = new JsonArray(1, 2) } }));

        Assert.False(faults.Any);
    }

    [Fact]
    public void Accepts_NullAndNaN_AsMissing()
    {
        Read(Body(json => (json["PS2"]![5], json["PS2"]![6]) = (null, "NaN")));

        Assert.False(faults.Any);
        Assert.Equal((double.NaN, double.NaN, 10), (window.Samples(1)[5], window.Samples(1)[6], window.Samples(1)[7]));
    }

    [Theory]
    [InlineData(600)]
    [InlineData(6000)]
    public void Accepts_TheRigsRates_WithoutARate(int length)
    {
        Read(Body(json => json["PS4"] = Sample.Array(length, i => i)));

        Assert.False(faults.Any);
        Assert.Equal(length, window.Length(3));
    }

    [Theory]
    [InlineData(25, 1500, true)]
    [InlineData(25, 300, true)]
    [InlineData(25, 1560, false)]
    [InlineData(25, 90, false)]
    [InlineData(1, 600, false)]
    public void Lengths_MustFitTheRate(int rate, int length, bool fits)
    {
        Read(Body(json => json["PS4"] = Sample.Array(length, i => i), new JsonObject { ["sample_rate_hz"] = rate }));

        Assert.Equal(fits, !faults.Any);
    }

    [Fact]
    public void Rejects_AMissingSensor() => AssertFault(json => json.Remove("FS2"), "sensors.FS2", "FS2 is missing.");

    [Fact]
    public void Rejects_AnUnknownSensor() => AssertFault(json => json["PS9"] = Sample.Array(60, _ => 1), "sensors.PS9", "PS9 is not a sensor of the rig.");

    [Fact]
    public void Rejects_AWrongLength() =>
        AssertFault(json => json["CE"] = Sample.Array(59, _ => 1), "sensors.CE", "CE has 59 values; 60 are expected (or 600 or 6000).");

    [Fact]
    public void Rejects_TooManyValues() =>
        AssertFault(json => json["CE"] = Sample.Array(6001, _ => 1), "sensors.CE", "CE has 6001 values; at most 6000 are accepted.");

    [Theory]
    [InlineData("true")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("\"high\"")]
    public void Rejects_AValueThatIsNoNumber_NamingItsIndex(string value) => AssertFault(
        json => json["PS1"]![59] = JsonNode.Parse(value), "sensors.PS1", $"PS1[59] is {value.Trim('"')}, not a finite number.");

    [Fact]
    public void Rejects_NestedValues_AndGoesOn() => AssertFault(
        json => json["PS1"]![2] = new JsonArray(1, new JsonArray(2)), "sensors.PS1", "PS1[2] is an array, not a finite number.");

    [Fact]
    public void Rejects_ASensorThatIsNoArray() => AssertFault(json => json["VS1"] = "x", "sensors.VS1", "VS1 is no array.", "VS1 has 0 values; 60 are expected (or 600 or 6000).");

    [Theory]
    [InlineData("[]", "An object with sensors is expected.")]
    [InlineData("null", "An object with sensors is expected.")]
    [InlineData("{}", "The window is missing.")]
    public void Rejects_WhatIsNoWindow(string body, string message)
    {
        Read(body);

        Assert.Equal([message], faults.ToErrors()["window"]);
    }

    [Fact]
    public void Rejects_BothSpellings()
    {
        Read(new JsonObject { ["sensors"] = Sample.Window(), ["window"] = Sample.Window() });

        Assert.Equal(["sensors and window mean the same; one of them is expected."], faults.ToErrors()["window"]);
    }

    [Fact]
    public void Rejects_ASensorGivenTwice()
    {
        var body = new JsonObject { ["sensors"] = Sample.Window() }.ToJsonString().Replace("\"PS2\"", "\"PS1\"", StringComparison.Ordinal);
        Read(body);

        Assert.Equal(["PS1 is given twice."], faults.ToErrors()["sensors.PS1"]);
        Assert.Equal(["PS2 is missing."], faults.ToErrors()["sensors.PS2"]);
    }

    [Theory]
    [InlineData("system_id", "\"No System\"", "'No System' is no system id.")]
    [InlineData("system_id", "5", "'5' is no system id.")]
    [InlineData("sample_rate_hz", "0", "0 is no rate: a whole number from 1 to 100 is expected.")]
    [InlineData("sample_rate_hz", "2.5", "2.5 is no rate: a whole number from 1 to 100 is expected.")]
    [InlineData("sample_rate_hz", "101", "101 is no rate: a whole number from 1 to 100 is expected.")]
    [InlineData("start", "\"yesterday\"", "yesterday is no time as in 2026-01-31T12:00:00Z.")]
    [InlineData("start", "[1]", "an array is no time as in 2026-01-31T12:00:00Z.")]
    public void Rejects_AFieldThatIsNone(string field, string value, string message)
    {
        Read(Body(_ => { }, new JsonObject { [field] = JsonNode.Parse(value) }));

        Assert.Equal([message], faults.ToErrors()[field]);
    }

    [Fact]
    public void Rejects_EverythingAtOnce_ButFewFaultsAPlace()
    {
        Read(Body(json =>
        {
            json["PS1"] = new JsonArray([.. Enumerable.Range(0, 60).Select(_ => JsonValue.Create(true))]);
            json.Remove("SE");
        }, new JsonObject { ["start"] = "x" }));

        var errors = faults.ToErrors();
        Assert.Equal(["sensors.PS1", "sensors.SE", "start"], errors.Keys.Order());
        Assert.Equal(RequestFaults.MaxOfPlace, errors["sensors.PS1"].Length);
    }

    [Fact]
    public void Faults_OfManyPlaces_AreBounded()
    {
        Read(Body(json =>
        {
            for (var i = 0; i < 2000; i++)
                json[$"X{i}"] = 1;
        }));

        Assert.Equal(RequestFaults.MaxPlaces, faults.ToErrors().Count);
    }

    [Fact]
    public void EveryPrefixOfABody_IsNoJson()
    {
        var bytes = Encoding.UTF8.GetBytes(new JsonObject { ["system_id"] = "press-1", ["sensors"] = new JsonObject { ["PS1"] = new JsonArray(1.5, null) } }.ToJsonString());
        for (var length = 1; length < bytes.Length; length++)
            Assert.ThrowsAny<JsonException>(() => ReadBytes(bytes.AsSpan(0, length)));
    }

    private void AssertFault(Action<JsonObject> damage, string place, params string[] messages)
    {
        Read(Body(damage));

        Assert.Equal([place], faults.ToErrors().Keys);
        Assert.Equal(messages, faults.ToErrors()[place]);
    }

    private static JsonObject Body(Action<JsonObject> damage, JsonObject? body = null)
    {
        body ??= [];
        var sensors = Sample.Window();
        damage(sensors);
        body["sensors"] = sensors;
        return body;
    }

    private void Read(JsonObject body) => Read(body.ToJsonString());

    private void Read(string body) => ReadBytes(Encoding.UTF8.GetBytes(body));

    private void ReadBytes(ReadOnlySpan<byte> bytes)
    {
        var body = new BodyReader(bytes);
        body.Json.Read();
        WindowReader.Read(ref body, window, faults);
    }
}
