namespace Faultline.EndToEnd.Line;

/// <summary>Places beside the tests.</summary>
public static class Checkout
{
    /// <summary>The folder with Aspire.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where results that people read are put.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The recorded measurements beside the checkout, or null.</summary>
    public static string? RecordedData
    {
        get
        {
            var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "hydraulic"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    /// <summary>Whether long runs are asked for.</summary>
    public static bool Soak => Environment.GetEnvironmentVariable("FAULTLINE_SOAK") == "true";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}.");
    }
}
