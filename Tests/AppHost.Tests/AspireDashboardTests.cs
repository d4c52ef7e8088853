using System.Text.Json;
using Faultline.AppHost.Embedded.Dashboard;
using Xunit;

namespace Faultline.AppHost.Tests;

public sealed class AspireDashboardTests
{
    /// <summary>`dotnet run` puts the launch profile's variables into AppHost's environment, which its children inherit.</summary>
    [Fact]
    public void Variables_OfTheLaunchProfile_AreReplacedByTheRunsOwn()
    {
        var settings = new DashboardSettings(new HashSet<int>());
        var variables = AspireDashboard.Variables(settings);

        var profile = JsonDocument.Parse(File.ReadAllText(LaunchSettings())).RootElement.GetProperty("profiles").GetProperty("http");
        var addresses = profile.GetProperty("environmentVariables").EnumerateObject().Select(variable => variable.Name)
            .Where(name => name.EndsWith("_URL", StringComparison.Ordinal)).Append("ASPNETCORE_URLS");

        Assert.All(addresses, name => Assert.True(variables.ContainsKey(name), $"{name} is inherited."));
        Assert.Equal($"http://localhost:{settings.FrontendPort}", variables["ASPNETCORE_URLS"]);
        Assert.Equal(settings.OtlpUrl, variables["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]);
    }

    private static string LaunchSettings()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Aspire.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "AppHost", "Properties", "launchSettings.json");
    }
}
