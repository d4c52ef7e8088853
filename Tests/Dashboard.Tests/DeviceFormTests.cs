using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Components;

namespace Faultline.Dashboard.Tests;

public sealed class DeviceFormTests : DashboardContext, IAsyncLifetime
{
    private const string Put = "PUT /api/devices/press-1";

    private static readonly DeviceConfiguration Press = new()
    {
        Id = "press-1",
        Name = "Press 1",
        System = new DeviceSystem { Id = "press", Number = 9, Name = "Press" },
        Host = "10.0.0.1",
        Modbus = new ModbusSettings { InFlight = 4 },
        Tags = [new TagConfiguration { Name = "PS1", Ordinal = 1, PhysicalMaximum = 400, Modbus = new ModbusTag() }],
    };

    private static readonly DeviceConfiguration Server = Press with { Protocol = DeviceProtocol.OpcUa, Modbus = null, OpcUa = new OpcUaSettings(), Tags = [] };

    private static readonly ConfigurationVersion Second = new(2, Samples.Start, "erna", "New press");

    private readonly List<DeviceConfiguration> saved = [];

    public Task InitializeAsync() => ConnectAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void EveryFieldOfADevice_IsInTheForm()
    {
        Assert.Equal(Leaves(Press), Shown(Open(Press, isNew: true)));
        Assert.Equal(Leaves(Server), Shown(Open(Server, isNew: true)));
    }

    [Fact]
    public async Task Change_IsSentWithTheRestAsItWas_AndWithTheTagItWasOpenedWith()
    {
        Http.Answers[Put] = Second;
        var form = Open(Press);
        form.Find("[data-field=name]").Change("Press 1b");
        form.Find("[data-field='modbus.in_flight']").Change("");
        form.Find("[data-field='modbus.transport']").Change("rtu_over_tcp");
        form.Find("[data-field=enabled]").Change(false);

        await form.Find("form").SubmitAsync();

        var expected = Press with { Name = "Press 1b", Enabled = false, Modbus = new ModbusSettings { Transport = ModbusTransport.RtuOverTcp } };
        Assert.Equal(Json(expected), Json(Http.Sent[Put].Deserialize<DeviceConfiguration>(FaultlineJson.Options)!));
        Assert.Equal("If-Match: \"opened\"", Http.Conditions[Put]);
        Assert.Equal("Press 1b", Assert.Single(saved).Name);
    }

    [Fact]
    public async Task EveryFault_IsShown_AtItsFieldOrInTheList()
    {
        Refuse(("press-1: port", "0 is outside 1 to 65535."), ("press-1: modbus.max_gap", "-1 is outside 0 to 1999."), ("press-1: system", "differs."), ("press-1.PS1: modbus.type", "too long."));
        var form = Open(Press);

        await form.Find("form").SubmitAsync();

        Assert.Equal("0 is outside 1 to 65535.", FaultAt(form, "port"));
        Assert.Equal("-1 is outside 0 to 1999.", FaultAt(form, "modbus.max_gap"));
        Assert.All(form.FindAll("details"), fold => Assert.True(fold.HasAttribute("open")));
        Assert.Equal("true", form.Find("[data-field=port]").GetAttribute("aria-invalid"));
        Assert.Contains("differs.", form.Find("#group-system-notes").TextContent, StringComparison.Ordinal);
        Assert.Equal("press-1.PS1: modbus.type: too long.", Assert.Single(form.FindAll("[data-testid=fault-elsewhere]")).TextContent);
        Assert.Empty(saved);

        // A field that goes away with its protocol leaves its fault behind.
        form.Find("[data-field=protocol]").Change("opc_ua");
        form.WaitForAssertion(() => Assert.Equal(2, form.FindAll("[data-testid=fault-elsewhere]").Count));
    }

    [Fact]
    public async Task WhatIsNoNumber_IsNotSent()
    {
        var form = Open(Press);
        form.Find("[data-field=port]").Change("5o2");
        form.Find("[data-field='system.number']").Change("");

        await form.Find("form").SubmitAsync();

        Assert.Equal("'5o2' is no whole number.", FaultAt(form, "port"));
        Assert.Equal("A value is needed.", FaultAt(form, "system.number"));
        Assert.Equal("5o2", form.Find("[data-field=port]").GetAttribute("value"));
        Assert.DoesNotContain(Put, Http.Asked);
    }

    [Fact]
    public async Task StaleForm_SavesNothing_ThenGoesOnFromTheNewest_WithWhatWasTyped()
    {
        Http.Answers[Put] = new { detail = "Device 'press-1' was changed meanwhile." };
        Http.Statuses[Put] = HttpStatusCode.PreconditionFailed;
        var form = Open(Press);
        form.Find("[data-field=name]").Change("Mine");
        await form.Find("form").SubmitAsync();
        Assert.Contains("Nothing was saved", form.Find("[data-testid=stale]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", form.Find("[data-field=name]").GetAttribute("value"));
        Assert.True(form.Find("[data-testid=save]").HasAttribute("disabled"));

        (Http.Answers["GET /api/devices/press-1"], Http.EntityTag) = (Press with { Name = "Theirs", Host = "10.0.0.2", Tags = [] }, "\"newest\"");
        await form.Find("[data-testid=renew]").ClickAsync(new());

        Assert.Equal(("Mine", "10.0.0.2"), (form.Find("[data-field=name]").GetAttribute("value"), form.Find("[data-field=host]").GetAttribute("value")));
        Assert.Equal("Somebody made it “Theirs” meanwhile.", Assert.Single(form.FindAll("[data-testid=newer]")).TextContent);
        Http.Answers[Put] = Second;
        Http.Statuses.Remove(Put);
        await form.Find("form").SubmitAsync();
        Assert.Equal("If-Match: \"newest\"", Http.Conditions[Put]);
        var sent = Http.Sent[Put].Deserialize<DeviceConfiguration>(FaultlineJson.Options)!;
        Assert.Equal(("Mine", "10.0.0.2", 0), (sent.Name, sent.Host, sent.Tags.Count));
    }

    [Fact]
    public async Task NewDevice_IsAdded_NeverPutOverAnother()
    {
        Http.Answers[Put] = new { detail = "There is a device 'press-1' already." };
        Http.Statuses[Put] = HttpStatusCode.PreconditionFailed;
        var form = Open(new DeviceConfiguration(), isNew: true);
        foreach (var (field, text) in new[] { ("id", "press-1"), ("host", "10.0.0.1"), ("system.id", "press"), ("system.number", "9"), ("system.name", "Press") })
            form.Find($"[data-field='{field}']").Change(text);

        await form.Find("form").SubmitAsync();

        Assert.Equal("If-None-Match: *", Http.Conditions[Put]);
        Assert.Equal("There is a device 'press-1' already.", FaultAt(form, "id"));
        Assert.Empty(form.FindAll("[data-testid=stale]"));
        Assert.Equal(Json(Press with { Name = "", Modbus = new ModbusSettings(), Tags = [] }), Json(Http.Sent[Put].Deserialize<DeviceConfiguration>(FaultlineJson.Options)!));
    }

    [Fact]
    public void NewDevice_TakesThePortOfItsProtocol_AndTheNumberOfAKnownSystem()
    {
        var form = Open(new DeviceConfiguration(), isNew: true);
        form.Find("[data-field=protocol]").Change("opc_ua");
        Assert.Equal("4840", form.Find("[data-field=port]").GetAttribute("value"));
        Assert.Empty(form.FindAll("[data-field^='modbus.']"));

        form.Find("[data-field=port]").Change("4841");
        form.Find("[data-field=protocol]").Change("modbus");
        form.Find("[data-field='system.id']").Change("hydraulic-1");

        Assert.Equal("4841", form.Find("[data-field=port]").GetAttribute("value"));
        Assert.Equal(("1", Samples.Info.Name), (form.Find("[data-field='system.number']").GetAttribute("value"), form.Find("[data-field='system.name']").GetAttribute("value")));
    }

    [Fact]
    public async Task Failure_WithoutFaults_IsTold_AndTheFormStays()
    {
        Http.Answers[Put] = new { detail = "Somebody saved version 7 meanwhile. Try again." };
        Http.Statuses[Put] = HttpStatusCode.Conflict;
        var form = Open(Press);
        form.Find("[data-field=name]").Change("Mine");

        await form.Find("form").SubmitAsync();

        Assert.Contains("Try again.", form.Find("[data-testid=failure]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", form.Find("[data-field=name]").GetAttribute("value"));
        Assert.False(form.Find("[data-testid=save]").HasAttribute("disabled"));
    }

    private IRenderedComponent<DeviceForm> Open(DeviceConfiguration device, bool isNew = false) => Render<DeviceForm>(parameters => parameters
        .Add(form => form.Source, new Tagged<DeviceConfiguration>(device, "\"opened\"")).Add(form => form.IsNew, isNew).Add(form => form.Saved, saved.Add));

    private void Refuse(params (string Place, string Fault)[] faults)
    {
        Http.Answers[Put] = new Dictionary<string, object>
        {
            ["title"] = "One or more validation errors occurred.", ["errors"] = faults.ToDictionary(fault => fault.Place, fault => new[] { fault.Fault }),
        };
        Http.Statuses[Put] = HttpStatusCode.BadRequest;
    }

    private static string FaultAt(IRenderedComponent<DeviceForm> form, string field) =>
        form.Find($"#{form.Find($"[data-field='{field}']").GetAttribute("aria-describedby")} [data-testid=fault]").TextContent;

    private static string Json(DeviceConfiguration device) => JsonSerializer.Serialize(device, FaultlineJson.Options);

    private static IEnumerable<string> Shown(IRenderedComponent<DeviceForm> form) =>
        form.FindAll("[data-field]").Select(input => input.GetAttribute("data-field")!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Leaves(DeviceConfiguration device) => JsonSerializer.SerializeToNode(device with { Tags = [] }, FaultlineJson.Options)!.AsObject()
        .Where(field => field.Key is not ("tags" or "modbus" or "opc_ua") || field.Value is JsonObject)
        .SelectMany(field => field.Value is JsonObject group ? group.Select(inner => $"{field.Key}.{inner.Key}") : [field.Key])
        .Order(StringComparer.Ordinal);
}
