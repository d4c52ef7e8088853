using Faultline.Browser.Fake;
using Faultline.Browser.Pages;
using Faultline.Contracts;
using Microsoft.Playwright;

namespace Faultline.Browser;

/// <summary>Pictures of the forms for devices and tags, with faults and after somebody else's change.</summary>
internal static class FormPictures
{
    private const string Device = "hydraulic-1";

    /// <param name="dashboard">Signed in as an engineer.</param>
    /// <param name="plant">What it shows.</param>
    /// <param name="path">Of the files, with {0} for the name.</param>
    public static async Task TakeAsync(DashboardPage dashboard, FakePlant plant, string path)
    {
        await dashboard.OpenAsync("devices/new");
        await Assertions.Expect(dashboard.LinkState).ToHaveTextAsync("Live", new() { Timeout = 90_000 });
        await dashboard.Field("protocol").SelectOptionAsync("opc_ua");
        await ShootAsync(dashboard, path, "new-device");

        await dashboard.OpenAsync($"devices/{Device}");
        await dashboard.Page.GetByTestId("edit").ClickAsync();
        await dashboard.Field("port").FillAsync("70000");
        await dashboard.Field("modbus.max_registers").EvaluateAsync("input => input.closest('details').open = true");
        await dashboard.Field("host").FillAsync("not a host");
        await dashboard.Field("modbus.max_registers").FillAsync("1");
        await dashboard.Page.GetByTestId("save").ClickAsync();
        await dashboard.Page.GetByTestId("refused").WaitForAsync();
        await ShootAsync(dashboard, path, "device-form");
        await dashboard.Page.GetByTestId("leave").ClickAsync();

        await dashboard.EditTag("PS1").ClickAsync();
        await dashboard.Field("limits.high").FillAsync("190");
        plant.Put(plant.Device(Device)! with { Tags = [.. plant.Device(Device)!.Tags.Select(tag => tag.Name == "PS1" ? tag with { Limits = tag.Limits! with { High = tag.Limits.High + 1 } } : tag)] });
        await dashboard.Page.GetByTestId("save").ClickAsync();
        await dashboard.Page.GetByTestId("renew").ClickAsync();
        await dashboard.Page.GetByTestId("renewed").WaitForAsync();
        await ShootAsync(dashboard, path, "tag-form");
        await dashboard.Page.GetByTestId("leave").ClickAsync();

        await dashboard.WriteTag("PS6").ClickAsync();
        await dashboard.Page.GetByTestId("write-value").FillAsync("7.5");
        await dashboard.Page.GetByTestId("write-send").ClickAsync();
        await ShootAsync(dashboard, path, "write-tag");
    }

    private static async Task ShootAsync(DashboardPage dashboard, string path, string name)
    {
        await dashboard.Page.ScreenshotAsync(new PageScreenshotOptions { Path = string.Format(null, path, name), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        if (await dashboard.HasHorizontalScrollAsync()) Console.WriteLine($"{name}: wider than the window");
    }
}
