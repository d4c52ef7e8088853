using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Components;

namespace Faultline.Dashboard.Tests;

public sealed class TagFormTests : DashboardContext, IAsyncLifetime
{
    private const string Put = "PUT /api/devices/press-1";

    private static readonly TagConfiguration Pressure = new()
    {
        Name = "PS1", Ordinal = 1, Unit = "bar", PhysicalMaximum = 400, Modbus = new ModbusTag { Address = 7, Type = TagType.Float32 },
        Limits = new TagLimits { High = 195.5, HighHigh = 200, OnDelaySeconds = 2 },
    };

    private static readonly TagConfiguration Valve = new() { Name = "V1", Ordinal = 2, PhysicalMaximum = 1, Modbus = new ModbusTag { Area = ModbusArea.Coil, Type = TagType.Bool } };

    private static readonly DeviceConfiguration Press = new()
    {
        Id = "press-1", System = new DeviceSystem { Id = "press", Number = 9, Name = "Press" }, Host = "10.0.0.1", Modbus = new ModbusSettings(), Tags = [Pressure, Valve],
    };

    private static readonly ConfigurationVersion Second = new(2, Samples.Start, "erna", "Put device press-1");

    private int saved;

    public Task InitializeAsync() => ConnectAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void EveryFieldOfATag_IsInTheForm()
    {
        var node = new TagConfiguration { OpcUa = new OpcUaTag() };

        Assert.Equal(Leaves(Pressure), Shown(Open(Press, Pressure)));
        Assert.Equal(Leaves(node), Shown(Open(Press with { Protocol = DeviceProtocol.OpcUa, Modbus = null, OpcUa = new OpcUaSettings() }, node)));
    }

    [Fact]
    public async Task Limit_Changed_LeavesEverythingElseAsItWas()
    {
        Http.Answers[Put] = Second;
        var form = Open(Press, Pressure);
        form.Find("[data-field='limits.high']").Change("190");
        form.Find("[data-field='limits.high_high']").Change("");

        await form.Find("form").SubmitAsync();

        var sent = Sent();
        Assert.Equal([Pressure with { Limits = new TagLimits { High = 190, OnDelaySeconds = 2 } }, Valve], sent.Tags);
        Assert.Equal("If-Match: \"opened\"", Http.Conditions[Put]);
        Assert.Equal(1, saved);
    }

    [Fact]
    public async Task Limits_AllCleared_AreNone()
    {
        Http.Answers[Put] = Second;
        var form = Open(Press, Pressure);
        form.Find("[data-field='limits.high']").Change("");
        form.Find("[data-field='limits.high_high']").Change("");

        await form.Find("form").SubmitAsync();

        Assert.Equal(Pressure with { Limits = null }, Sent().Tags[0]);
    }

    [Fact]
    public async Task NewTag_IsAddedBehindTheOthers()
    {
        Http.Answers[Put] = Second;
        var form = Open(Press, new TagConfiguration { Ordinal = 3, Modbus = new ModbusTag() }, isNew: true);
        await form.Find("form").SubmitAsync();
        Assert.Equal("A value is needed.", FaultAt(form, "name"));

        foreach (var (field, text) in new[] { ("name", "SP"), ("modbus.address", "12"), ("modbus.type", "int16"), ("physical_maximum", "100"), ("write.minimum", "0"), ("write.maximum", "50") })
            form.Find($"[data-field='{field}']").Change(text);
        await form.Find("form").SubmitAsync();

        Assert.Equal(
            [Pressure, Valve, new TagConfiguration { Name = "SP", Ordinal = 3, PhysicalMaximum = 100, Write = new TagWriteRange(0, 50), Modbus = new ModbusTag { Address = 12, Type = TagType.Int16 } }],
            Sent().Tags);
    }

    [Fact]
    public async Task EveryFault_IsShown_AtItsFieldOrInTheList()
    {
        Http.Answers[Put] = new Dictionary<string, object>
        {
            ["errors"] = new Dictionary<string, string[]>
            {
                ["press-1.PS1: limits.high"] = ["99 is not above limits.low, 100."], ["press-1.PS1: write"] = ["Input is read only."], ["press-1.V1: ordinal"] = ["1 is used by PS1, V1."],
            },
        };
        Http.Statuses[Put] = HttpStatusCode.BadRequest;
        var form = Open(Press, Pressure);

        await form.Find("form").SubmitAsync();

        Assert.Equal("99 is not above limits.low, 100.", FaultAt(form, "limits.high"));
        Assert.Contains("Input is read only.", form.Find("#group-write-notes").TextContent, StringComparison.Ordinal);
        Assert.Equal("press-1.V1: ordinal: 1 is used by PS1, V1.", Assert.Single(form.FindAll("[data-testid=fault-elsewhere]")).TextContent);
        Assert.StartsWith("Nothing was saved. 2 fields say why, and this is wrong besides:", form.Find("[data-testid=refused]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, saved);
    }

    [Fact]
    public async Task StaleForm_KeepsWhatWasTyped_AndTheOthersChangeOfAnotherTag()
    {
        Http.Answers[Put] = new { detail = "Device 'press-1' was changed meanwhile." };
        Http.Statuses[Put] = HttpStatusCode.PreconditionFailed;
        var form = Open(Press, Pressure);
        form.Find("[data-field='limits.high']").Change("190");
        await form.Find("form").SubmitAsync();

        var theirs = Valve with { Title = "Theirs" };
        (Http.Answers["GET /api/devices/press-1"], Http.EntityTag) = (Press with { Tags = [Pressure with { Limits = new TagLimits { High = 150 } }, theirs] }, "\"newest\"");
        await form.Find("[data-testid=renew]").ClickAsync(new());
        Assert.Equal("190", form.Find("[data-field='limits.high']").GetAttribute("value"));
        Assert.Equal("Somebody made it “150” meanwhile.", Assert.Single(form.FindAll("[data-testid=newer]")).TextContent);
        Http.Answers[Put] = Second;
        Http.Statuses.Remove(Put);
        await form.Find("form").SubmitAsync();

        Assert.Equal([Pressure with { Limits = new TagLimits { High = 190 } }, theirs], Sent().Tags);
        Assert.Equal("If-Match: \"newest\"", Http.Conditions[Put]);
    }

    [Fact]
    public async Task Remove_IsAskedTwice_AndTakesThisTagOnly()
    {
        Http.Answers[Put] = Second;
        var form = Open(Press, Pressure);

        await form.Find("[data-testid=remove-tag]").ClickAsync(new());
        Assert.DoesNotContain(Put, Http.Asked);
        await form.Find("[data-testid=remove-tag]").ClickAsync(new());

        Assert.Equal([Valve], Sent().Tags);
        Assert.Equal((1, "If-Match: \"opened\""), (saved, Http.Conditions[Put]));
    }

    [Fact]
    public async Task Remove_OfATagThatIsNeeded_TellsWhy_OnceEachTime()
    {
        Http.Answers[Put] = new Dictionary<string, object> { ["errors"] = new Dictionary<string, string[]> { ["press-1: modbus.clock_tag"] = ["'PS1' is no numeric tag of the device."] } };
        Http.Statuses[Put] = HttpStatusCode.BadRequest;
        var form = Open(Press, Pressure);

        for (var click = 0; click < 3; click++)
            await form.Find("[data-testid=remove-tag]").ClickAsync(new());

        Assert.Equal(2, Http.Asked.Count(asked => asked == Put));
        Assert.Equal("press-1: modbus.clock_tag: 'PS1' is no numeric tag of the device.", Assert.Single(form.FindAll("[data-testid=fault-elsewhere]")).TextContent);
        Assert.Equal(0, saved);
    }

    private IRenderedComponent<TagForm> Open(DeviceConfiguration device, TagConfiguration tag, bool isNew = false) => Render<TagForm>(parameters => parameters
        .Add(form => form.Source, new Tagged<DeviceConfiguration>(device, "\"opened\"")).Add(form => form.Tag, tag).Add(form => form.IsNew, isNew).Add(form => form.Saved, () => saved++));

    private DeviceConfiguration Sent() => Http.Sent[Put].Deserialize<DeviceConfiguration>(FaultlineJson.Options)!;

    private static string FaultAt(IRenderedComponent<TagForm> form, string field) =>
        form.Find($"#{form.Find($"[data-field='{field}']").GetAttribute("aria-describedby")} [data-testid=fault]").TextContent;

    private static IEnumerable<string> Shown(IRenderedComponent<TagForm> form) =>
        form.FindAll("[data-field]").Select(input => input.GetAttribute("data-field")!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Leaves(TagConfiguration tag) =>
        JsonSerializer.SerializeToNode(tag with { Limits = new TagLimits(), Write = new TagWriteRange(0, 1) }, FaultlineJson.Options)!.AsObject()
            .Where(field => field.Key is not ("modbus" or "opc_ua") || field.Value is JsonObject)
            .SelectMany(field => field.Value is JsonObject group ? group.Select(inner => $"{field.Key}.{inner.Key}") : [field.Key])
            .Order(StringComparer.Ordinal);
}
