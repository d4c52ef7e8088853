using Faultline.Dashboard.Api;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace Faultline.Dashboard.Layout;

/// <summary>A page in the navigation.</summary>
/// <param name="Href">Relative address.</param>
/// <param name="Title">Its name.</param>
/// <param name="Icon">Its icon (SVG).</param>
/// <param name="Match">When it counts as current.</param>
/// <param name="IsSecondary">Whether a narrow screen shows it in the user's menu instead of the bar.</param>
internal sealed record NavItem(string Href, string Title, string Icon, NavLinkMatch Match = NavLinkMatch.Prefix, bool IsSecondary = false)
{
    /// <summary>Address of the alarms page, which carries a badge.</summary>
    public const string Alarms = "alerts";

    /// <summary>The pages that the user and the gateway allow.</summary>
    public static IEnumerable<NavItem> For(UserInfo? user, GatewayInfo gateway)
    {
        yield return new NavItem("", "Overview", Icons.Material.Filled.GridView, NavLinkMatch.All);
        yield return new NavItem(Alarms, "Alarms", Icons.Material.Filled.Notifications);
        yield return new NavItem("charts", "Charts", Icons.Material.Filled.ShowChart);
        yield return new NavItem("predictions", "Predictions", Icons.Material.Filled.QueryStats);
        yield return new NavItem("devices", "Devices", Icons.Material.Filled.Lan, IsSecondary: true);
        yield return new NavItem("quarantine", "Quarantine", Icons.Material.Filled.Block, IsSecondary: true);
        if (gateway.Simulator && user is { IsAdmin: true })
            yield return new NavItem("simulation", "Simulator", Icons.Material.Filled.Tune, IsSecondary: true);
    }
}
