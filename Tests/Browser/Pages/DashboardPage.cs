using Microsoft.Playwright;

namespace Faultline.Browser.Pages;

/// <summary>The dashboard as a user meets it, by role and test id; for tests against the fake and against the real line.</summary>
public sealed class DashboardPage(IPage page, Uri url)
{
    /// <summary>Errors that the browser's console and the page have reported since <see cref="Watch"/>.</summary>
    public IList<string> Errors { get; } = [];

    /// <summary>The page itself.</summary>
    public IPage Page => page;

    /// <summary>Cards of the overview.</summary>
    public ILocator Systems => page.Locator("article.fl-system");

    /// <summary>Rows of alarms.</summary>
    public ILocator AlarmRows => page.GetByTestId("alarm-row");

    /// <summary>The banner of a lost connection.</summary>
    public ILocator ConnectionBanner => page.GetByTestId("connection-banner");

    /// <summary>Live, Connecting or Offline.</summary>
    public ILocator LinkState => page.GetByTestId("link-state");

    /// <summary>What a screen reader is told of the newest alarm.</summary>
    public ILocator Announcement => page.GetByTestId("alarm-announcer");

    /// <summary>Collects errors from now on.</summary>
    public void Watch()
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
    }

    /// <summary>Opens a page by its relative address.</summary>
    public Task OpenAsync(string path = "") => page.GotoAsync(new Uri(url, path).AbsoluteUri);

    /// <summary>Fills the form and sends it.</summary>
    public async Task SignInAsync(string userName, string password)
    {
        await page.Locator("input[name=user_name]").FillAsync(userName);
        await page.Locator("input[name=password]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Opens, signs in and waits until live.</summary>
    public async Task OpenSignedInAsync(string userName, string password, string path = "")
    {
        await OpenAsync(path);
        await SignInAsync(userName, password);
        await Assertions.Expect(LinkState).ToHaveTextAsync("Live", new() { Timeout = 90_000 });
    }

    /// <summary>The tile of a sensor's value on a system's card.</summary>
    public ILocator Value(string system, string sensor) => Card(system).GetByTestId($"value-{sensor}").Locator(".fl-tile-value");

    /// <summary>The row of a component's predicted condition on a system's card.</summary>
    public ILocator Wear(string system, string component) => Card(system).GetByTestId($"wear-{component}");

    /// <summary>A system's card.</summary>
    public ILocator Card(string system) => page.GetByTestId($"system-{system}");

    /// <summary>The row of one alarm.</summary>
    public ILocator AlarmRow(Guid id) => page.Locator($"[data-alarm='{id}']");

    /// <summary>A field of a form, by its name in the API.</summary>
    public ILocator Field(string name) => page.Locator($"[data-field='{name}']");

    /// <summary>What stands below a field: hint, somebody else's change, faults.</summary>
    public ILocator NotesOf(string field) => page.Locator($"#field-{field.Replace('.', '-')}-notes");

    /// <summary>The button that opens a tag's form.</summary>
    public ILocator EditTag(string tag) => page.GetByRole(AriaRole.Button, new() { Name = $"Edit {tag}", Exact = true });

    /// <summary>The button that opens the form for writing to a tag.</summary>
    public ILocator WriteTag(string tag) => page.GetByRole(AriaRole.Button, new() { Name = $"Write {tag}", Exact = true });

    /// <summary>Whether the page is wider than the window.</summary>
    public Task<bool> HasHorizontalScrollAsync() =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
