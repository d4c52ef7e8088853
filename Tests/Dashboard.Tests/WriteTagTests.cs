using System.Net;
using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Components;

namespace Faultline.Dashboard.Tests;

public sealed class WriteTagTests : DashboardContext, IAsyncLifetime
{
    private const string Post = "POST /api/tags/write";

    private static readonly TagConfiguration SetPoint = new() { Name = "SP1", Ordinal = 30, Unit = "bar", Write = new TagWriteRange(0, 180), Modbus = new ModbusTag() };

    private static readonly DeviceConfiguration Press = new() { Id = "press-1", System = new DeviceSystem { Id = "hydraulic-1", Number = 1, Name = "Press" }, Tags = [SetPoint] };

    public Task InitializeAsync() => ConnectAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Theory]
    [InlineData(true, "Written. The device shows 120.5 bar, as it should.")]
    [InlineData(false, "Written. The device shows 120.5 bar, which is something else.")]
    public async Task Value_IsConfirmed_Written_AndReadBack(bool isConfirmed, string told)
    {
        Http.Answers[Post] = new WriteAnswer([new TagReadBack("SP1", 120.5, isConfirmed)], null);
        var form = Open("120.5");

        await form.Find("form").SubmitAsync();
        Assert.DoesNotContain(Post, Http.Asked);
        Assert.Equal("Really write 120.5 bar", form.Find("[data-testid=write-send]").TextContent.Trim());
        await form.Find("form").SubmitAsync();

        Assert.Equal(told, form.Find("[data-testid=written]").TextContent.Trim());
        Assert.Equal("""{"values":[{"tag":"hydraulic-1.SP1","value":120.5}]}""", Http.Sent[Post].GetRawText());
    }

    [Fact]
    public async Task AnotherValue_IsAnotherDecision()
    {
        var form = Open("120");
        await form.Find("form").SubmitAsync();

        form.Find("[data-testid=write-value]").Input("150");
        await form.Find("form").SubmitAsync();

        Assert.DoesNotContain(Post, Http.Asked);
        Assert.Equal("Really write 150 bar", form.Find("[data-testid=write-send]").TextContent.Trim());
    }

    [Fact]
    public async Task Refusal_IsTold()
    {
        Http.Answers[Post] = new Dictionary<string, object> { ["title"] = "Wrong.", ["errors"] = new Dictionary<string, string[]> { ["values[0].value"] = ["999 is outside 0 to 180 bar."] } };
        Http.Statuses[Post] = HttpStatusCode.BadRequest;
        var form = Open("999");

        await form.Find("form").SubmitAsync();
        await form.Find("form").SubmitAsync();

        Assert.Contains("999 is outside 0 to 180 bar.", form.Find("[data-testid=failure]").TextContent, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("[data-testid=written]"));
    }

    [Fact]
    public void WhatIsNoNumber_CannotBeSent()
    {
        var form = Open("12,5");

        Assert.True(form.Find("[data-testid=write-send]").HasAttribute("disabled"));
        Assert.Contains("'12,5' is no number", form.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<WriteTag> Open(string value)
    {
        var form = Render<WriteTag>(parameters => parameters.Add(form => form.Device, Press).Add(form => form.Tag, SetPoint));
        form.Find("[data-testid=write-value]").Input(value);
        return form;
    }
}
