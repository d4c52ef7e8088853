using Faultline.Learning.Data;
using Xunit;

namespace Faultline.Learning.Tests;

/// <summary>The recorded rig beside a checkout (../shared/data/hydraulic), loaded once.</summary>
internal static class RecordedData
{
    private static readonly Lazy<RecordedCycles?> Cached = new(() => Folder is { } folder ? RecordedCycles.Load(folder) : null);

    public static string? Folder { get; } = Find();

    public static RecordedCycles Require()
    {
        Skip.If(Folder is null, "../shared/data/hydraulic is not beside this checkout");
        return Cached.Value!;
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Aspire.sln")))
            {
                string folder = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data", "hydraulic"));
                return Directory.Exists(folder) ? folder : null;
            }
        }

        return null;
    }
}
