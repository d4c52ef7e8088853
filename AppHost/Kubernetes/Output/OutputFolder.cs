namespace Faultline.Kubernetes.Output;

/// <summary>Puts files in place.</summary>
internal static class OutputFolder
{
    /// <summary>Makes <paramref name="folder"/> hold exactly <paramref name="files"/>, given by path relative to it.</summary>
    public static void Replace(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }
}
