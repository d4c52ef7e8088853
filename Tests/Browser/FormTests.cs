using Faultline.Browser.Fake;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Faultline.Browser;

/// <summary>The forms for devices and tags as a browser shows them; EndToEnd works them at the real line.</summary>
public sealed class FormTests(DashboardFixture fixture) : IClassFixture<DashboardFixture>
{
    [SkippableFact]
    public async Task TagForm_390PixelsWide_Fits_ShowsFaultsAndSaves_ByKeyboard()
    {
        var dashboard = await fixture.OpenAsync(390, 844);
        await dashboard.OpenSignedInAsync("admin", FakeRoutes.Password, "devices/hydraulic-2");
        await dashboard.EditTag("PS1").FocusAsync();
        await dashboard.Page.Keyboard.PressAsync("Enter");
        await Expect(dashboard.Page.GetByRole(AriaRole.Heading, new() { Name = "Edit tag PS1" })).ToBeFocusedAsync();

        await dashboard.Field("limits.high").FillAsync("999");
        await dashboard.Field("limits.high").PressAsync("Enter");
        await Expect(dashboard.NotesOf("limits.high_high")).ToContainTextAsync("200 is not above limits.high, 999.");
        await Expect(dashboard.Field("limits.high_high")).ToHaveAttributeAsync("aria-invalid", "true");
        // A fault opens what is folded away: no field that says why is out of sight.
        await Expect(dashboard.Field("maximum_silence_ms")).ToBeVisibleAsync();
        Assert.False(await dashboard.HasHorizontalScrollAsync());

        await dashboard.Field("limits.high").FillAsync("185.5");
        await dashboard.Field("limits.high").PressAsync("Enter");

        await Expect(dashboard.Page.GetByTestId("tag-form")).ToHaveCountAsync(0);
        await Expect(dashboard.Page.Locator("h1")).ToBeFocusedAsync();
        await Expect(dashboard.Page.GetByTestId("tag-row").First).ToContainTextAsync("100 / 120 / 185.5 / 200");
        // The refused save is the one error: browsers log every 400.
        Assert.Contains("400", Assert.Single(dashboard.Errors), StringComparison.Ordinal);
    }
}
