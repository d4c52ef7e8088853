using System.Text.Json;

namespace Faultline.AppHost.Embedded;

/// <summary>Writes files that only their owner may read.</summary>
internal static class OwnerFile
{
    /// <summary>How JSON is written for people.</summary>
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Replaces the file as a whole: a reader, or a crash, never meets half of it.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var next = path + ".new";
        using (var writer = new StreamWriter(next, options)) writer.Write(text);
        File.Move(next, path, overwrite: true);
    }
}
