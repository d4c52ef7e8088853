namespace Faultline.Kubernetes.Tests;

/// <summary>Places in the checkout.</summary>
internal static class Checkout
{
    /// <summary>The folder with Aspire.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The configuration that these tests were built in: Debug or Release.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The committed deploy/kubernetes.</summary>
    public static string Kubernetes => Path.Combine(Root, "deploy", "kubernetes");

    /// <summary>The committed manifest.</summary>
    public static string Manifest => Path.Combine(Root, "aspire-manifest.json");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Aspire.sln.");
    }
}
