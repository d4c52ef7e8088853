using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Components;
using Faultline.Dashboard.Pages;

namespace Faultline.Dashboard.Tests;

/// <summary>What is said of a prediction beside its levels: why, for how long, and whether the condition is known at all.</summary>
public sealed class PredictionPageTests : DashboardContext, IAsyncLifetime
{
    private static readonly Prediction Valve = Samples.Prediction(60, Component.Valve, 1);

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void Card_WithContributions_NamesTheSensorsAndWhatTheyAdd()
    {
        var card = Card(Valve.Components[0] with { Contributions = [new("PS2", 6.14), new("SE", -0.55), new("EPS1", 0)] });

        Assert.Equal("Decided by PS2 +6.1, SE -0.6, EPS1 +0.0", card.Find("[data-testid=contributions]").TextContent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Card_OfAModelThatCannotTell_NamesNoSensors(bool isEmpty) =>
        Assert.Empty(Card(Valve.Components[0] with { Contributions = isEmpty ? [] : null }).FindAll("[data-testid=contributions]"));

    [Fact]
    public void Card_MarksThePredictedLevel_WithAllProbabilities()
    {
        var card = Card(Valve.Components[0]);

        Assert.Equal(["100 %", "90 %", "80 %", "73 %"], card.FindAll("li > span:first-child").Select(level => level.LastChild!.TextContent.Trim()));
        Assert.Equal(["3 %", "90 %", "3 %", "3 %"], card.FindAll("li .fl-num").Select(share => share.TextContent));
        Assert.Contains("90 %", Assert.Single(card.FindAll("li.fl-chosen")).TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LifeState.Pending, null, null, null, "not known yet")]
    [InlineData(LifeState.NotDegrading, null, null, null, "not degrading")]
    [InlineData(LifeState.BeyondHorizon, null, null, null, "beyond what can be told")]
    [InlineData(LifeState.Value, 7200.0, 5400.0, 259200.0, "2 h (90 min to 3 d)")]
    [InlineData(LifeState.Value, 7200.0, 5400.0, null, "2 h (90 min to beyond what can be told)")]
    public void Card_RemainingLife_IsTold(LifeState state, double? expected, double? earliest, double? latest, string text)
    {
        var card = Card(Valve.Components[0] with { RemainingLife = new LifeEstimate(state, expected, earliest, latest, null) });

        Assert.Equal($"Remaining life: {text}", card.Find("[data-testid=remaining-life]").TextContent);
    }

    [Fact]
    public async Task Page_UnlikeAnyCondition_SaysThatTheLevelsAreOnlyTheNearest_AndNamesTheSensors()
    {
        var page = await RenderAsync(new Anomaly(2.4, IsUnknown: true, [new("PS6", 2.1), new("FS2", 1.2)]));

        page.WaitForAssertion(() => Assert.Equal(
            "Unknown condition: unlike any that the model knows; the levels below are only the nearest ones. Deviating: PS6, FS2.", Unknown(page)));
    }

    [Fact]
    public async Task Page_BetweenLevels_SaysThatAComponentStandsBetweenThem()
    {
        var page = await RenderAsync(new Anomaly(1.3, IsUnknown: true, [], IsBetweenLevels: true));

        page.WaitForAssertion(() => Assert.Equal("Unknown condition: a component stands between or beyond its known levels; below are the nearest ones.", Unknown(page)));
    }

    [Fact]
    public async Task Page_KnownCondition_SaysNothingOfUnknownOnes_AndHasACardAComponent()
    {
        var page = await RenderAsync(new Anomaly(0.4, IsUnknown: false, []));

        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".fl-probability ul").Count));
        Assert.Empty(page.FindAll("[data-testid=unknown-condition]"));
        Assert.Single(page.FindAll("[data-testid=label-panel]"));
    }

    [Fact]
    public async Task Page_WhenTheConditionIsKnownAgain_TheWarningGoes()
    {
        var page = await RenderAsync(new Anomaly(2.4, IsUnknown: true, [new("PS6", 2.1)]));
        page.WaitForElement("[data-testid=unknown-condition]");

        Hub.Send(Samples.WholePrediction(61, new Anomaly(0.4, IsUnknown: false, [])));
        Time.Advance(TimeSpan.FromMilliseconds(200));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=unknown-condition]")));
    }

    private IRenderedComponent<ProbabilityCard> Card(ComponentPrediction prediction) =>
        Render<ProbabilityCard>(parameters => parameters.Add(card => card.Component, prediction.Component).Add(card => card.Prediction, prediction));

    private async Task<IRenderedComponent<MLPredictions>> RenderAsync(Anomaly anomaly)
    {
        var charts = JSInterop.SetupModule("./js/charts.js");
        charts.Mode = JSRuntimeMode.Loose;
        charts.SetupModule("createConditionChart", _ => true).Mode = JSRuntimeMode.Loose;
        Http.Answers["GET /api/systems/hydraulic-1/predictions"] = Array.Empty<Prediction>();
        await ConnectAsync();
        var page = Render<MLPredictions>();
        Hub.Send(Samples.WholePrediction(60, anomaly));
        Time.Advance(TimeSpan.FromMilliseconds(200));
        return page;
    }

    private static string Unknown(IRenderedComponent<MLPredictions> page) =>
        string.Join(' ', page.Find("[data-testid=unknown-condition]").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
