using System.Net;
using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Components;

namespace Faultline.Dashboard.Tests;

/// <summary>Operators choose a window that was posted, and say whether its prediction was right.</summary>
public sealed class PostedPanelTests : DashboardContext, IAsyncLifetime
{
    private const string Predictions = "GET /api/systems/hydraulic-1/predictions";
    private const string Labels = "POST /api/labels";
    private readonly Prediction older = Samples.WholePrediction(-120) with { Source = PredictionSource.Request };
    private readonly Prediction newer = Samples.WholePrediction(-60) with { Source = PredictionSource.Request, WindowStart = null };

    public PostedPanelTests() => Http.Answers[Predictions] = new[] { older, newer };

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Panel_ListsPostedWindowsOfTheSpan_NewestFirst()
    {
        var panel = await RenderAsync("operator");

        panel.WaitForAssertion(() => Assert.Equal([$"{newer.Id}", $"{older.Id}"], Options(panel)));
        var query = Uri.UnescapeDataString(Http.Queries[Predictions]);
        Assert.Contains("source=request", query, StringComparison.Ordinal);
        Assert.Contains($"from={Samples.Start.AddHours(-1):O}", query, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("[data-testid=label-panel]"));
    }

    [Fact]
    public async Task Chosen_ItsPredictionIsLabelled()
    {
        Http.Answers[Labels] = new object();
        var panel = await RenderAsync("operator");
        await ChooseAsync(panel, older);

        await panel.FindAll("button").Single(button => button.TextContent.Trim() == "Right").ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Contains("Kept as training data.", panel.Find("[data-testid=label-panel]").TextContent, StringComparison.Ordinal));
        Assert.Equal(older.Id, Http.Sent[Labels].GetProperty("prediction_id").GetGuid());
        Assert.Equal("right", Http.Sent[Labels].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Chosen_AnotherOrNone_TakesThePanelWithIt()
    {
        var panel = await RenderAsync("operator");
        await ChooseAsync(panel, older);
        Assert.Single(panel.FindAll("[data-testid=label-panel]"));

        await panel.Find("[data-testid=posted-panel] select").ChangeAsync(new() { Value = "" });

        Assert.Empty(panel.FindAll("[data-testid=label-panel]"));
    }

    [Fact]
    public async Task LookAgain_FindsWhatWasPostedMeanwhile_AndKeepsTheChoice()
    {
        Http.Answers[Predictions] = new[] { older };
        var panel = await RenderAsync("operator");
        await ChooseAsync(panel, older);
        Http.Answers[Predictions] = new[] { older, newer };

        await panel.FindAll("button").Single(button => button.TextContent.Trim() == "Look again").ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Equal(2, Options(panel).Count));
        Assert.Equal($"{older.Id}", panel.Find("[data-testid=posted-panel] select").GetAttribute("value"));
    }

    [Fact]
    public async Task None_IsSaid()
    {
        Http.Answers[Predictions] = Array.Empty<Prediction>();

        var panel = await RenderAsync("operator");

        panel.WaitForAssertion(() => Assert.Equal("No window of this time was posted to be scored.", panel.Find("[role=status]").TextContent));
    }

    [Fact]
    public async Task Refused_IsTold()
    {
        Http.Answers[Predictions] = new { title = "Service Unavailable", detail = "The database is away." };
        Http.Statuses[Predictions] = HttpStatusCode.ServiceUnavailable;

        var panel = await RenderAsync("operator");

        panel.WaitForAssertion(() => Assert.Contains("The database is away.", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Viewer_SeesNothing_AndAsksNothing()
    {
        var panel = await RenderAsync("viewer");

        Assert.Empty(panel.FindAll("[data-testid=posted-panel]"));
        Assert.DoesNotContain(Predictions, Http.Asked);
    }

    private async Task<IRenderedComponent<PostedPanel>> RenderAsync(string role)
    {
        SignIn(role);
        await ConnectAsync();
        return Render<PostedPanel>(parameters => parameters.Add(panel => panel.System, Samples.System).Add(panel => panel.Span, TimeSpan.FromHours(1)));
    }

    private static async Task ChooseAsync(IRenderedComponent<PostedPanel> panel, Prediction prediction)
    {
        panel.WaitForElement("[data-testid=posted-panel] select");
        await panel.Find("[data-testid=posted-panel] select").ChangeAsync(new() { Value = $"{prediction.Id}" });
    }

    private static List<string> Options(IRenderedComponent<PostedPanel> panel) =>
        [.. panel.FindAll("[data-testid=posted-panel] option").Select(option => option.GetAttribute("value")!).Where(id => id.Length > 0)];
}
