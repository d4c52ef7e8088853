using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Components;

namespace Faultline.Dashboard.Tests;

/// <summary>Operators say whether a prediction was right.</summary>
public sealed class LabelPanelTests : DashboardContext, IAsyncLifetime
{
    private const string Labels = "POST /api/labels";
    private readonly Prediction said = Samples.WholePrediction(60);

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("operator", true)]
    [InlineData("engineer", true)]
    [InlineData("admin", true)]
    public async Task Panel_IsForOperatorsAndAbove(string role, bool isThere)
    {
        var panel = await RenderAsync(role);

        Assert.Equal(isThere ? 1 : 0, panel.FindAll("[data-testid=label-panel]").Count);
    }

    [Fact]
    public async Task Panel_WithoutAPrediction_IsNotThere()
    {
        SignIn("operator");
        await ConnectAsync();

        Assert.Empty(Render<LabelPanel>().FindAll("[data-testid=label-panel]"));
    }

    [Fact]
    public async Task Panel_AtFirst_HasWhatWasPredicted_SoThatOnlyRightCanBeSaid()
    {
        var panel = await RenderAsync("operator");

        Assert.Equal(["Cooler 100", "Valve 90", "Pump 0", "Accumulator 130"], panel.FindAll("label").Select(Chosen));
        Assert.False(Right(panel).HasAttribute("disabled"));
        Assert.True(Wrong(panel).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Right_SendsTheVerdictWithoutConditions()
    {
        Http.Answers[Labels] = new object();
        var panel = await RenderAsync("operator");

        await Right(panel).ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Equal("Kept as training data.", panel.Find("[role=status]").TextContent));
        AssertSent(new { prediction_id = said.Id, verdict = "right", conditions = (object?)null });
    }

    [Fact]
    public async Task Wrong_SendsTheTrueLevelOfWhatWasWrong_AndOnlyThat()
    {
        Http.Answers[Labels] = new object();
        var panel = await RenderAsync("operator");
        await ChooseAsync(panel, "Valve", "73");
        await ChooseAsync(panel, "Pump", "2");
        await ChooseAsync(panel, "Cooler", "3");
        await ChooseAsync(panel, "Cooler", "100");
        Assert.True(Right(panel).HasAttribute("disabled"));
        Assert.False(Wrong(panel).HasAttribute("disabled"));

        await panel.Find("form").SubmitAsync();

        panel.WaitForAssertion(() => Assert.Equal("Kept as training data.", panel.Find("[role=status]").TextContent));
        AssertSent(new { prediction_id = said.Id, verdict = "wrong", conditions = new { valve = 73, pump = 2 } });
        Assert.Equal(["Cooler 100", "Valve 90", "Pump 0", "Accumulator 130"], panel.FindAll("label").Select(Chosen));
    }

    [Fact]
    public async Task NewerPrediction_WhileChoosing_DoesNotTakeThePlaceOfTheOneJudged()
    {
        Http.Answers[Labels] = new object();
        var panel = await RenderAsync("operator");
        await ChooseAsync(panel, "Valve", "73");
        panel.Render(parameters => parameters.Add(panel => panel.Prediction, Samples.WholePrediction(61)));

        await panel.Find("form").SubmitAsync();

        panel.WaitForAssertion(() => Assert.Equal("Kept as training data.", panel.Find("[role=status]").TextContent));
        AssertSent(new { prediction_id = said.Id, verdict = "wrong", conditions = new { valve = 73 } });
    }

    [Fact]
    public async Task Label_Refused_TellsWhy_AndKeepsWhatWasChosen()
    {
        Http.Answers[Labels] = new { title = "Conflict", detail = "The readings of its window are not stored (any more)." };
        Http.Statuses[Labels] = HttpStatusCode.Conflict;
        var panel = await RenderAsync("operator");
        await ChooseAsync(panel, "Valve", "73");

        await panel.Find("form").SubmitAsync();

        panel.WaitForAssertion(() => Assert.Equal("The readings of its window are not stored (any more).", panel.Find("p.fl-error").TextContent));
        Assert.Contains("Valve 73", panel.FindAll("label").Select(Chosen));
        Assert.False(Wrong(panel).HasAttribute("disabled"));
    }

    private async Task<IRenderedComponent<LabelPanel>> RenderAsync(string role)
    {
        SignIn(role);
        await ConnectAsync();
        return Render<LabelPanel>(parameters => parameters.Add(panel => panel.Prediction, said));
    }

    private void AssertSent(object body) => Assert.True(
        JsonElement.DeepEquals(JsonSerializer.SerializeToElement(body), Http.Sent[Labels]), $"{Http.Sent[Labels]} was sent.");

    private static Task ChooseAsync(IRenderedComponent<LabelPanel> panel, string component, string level) =>
        panel.FindAll("label").Single(label => label.TextContent.TrimStart().StartsWith(component, StringComparison.Ordinal)).QuerySelector("select")!.ChangeAsync(new() { Value = level });

    private static string Chosen(IElement label) => $"{label.TextContent.Trim().Split()[0]} {label.QuerySelector("select")!.GetAttribute("value")}";

    private static IElement Right(IRenderedComponent<LabelPanel> panel) => panel.FindAll("button").Single(button => button.TextContent.Trim() == "Right");

    private static IElement Wrong(IRenderedComponent<LabelPanel> panel) => panel.Find("button[type=submit]");
}
