using System.Xml.Linq;

namespace Faultline.Contracts.Tests.Architecture;

/// <summary>The project references of the checkout, as the project files state them.</summary>
internal sealed class ProjectReferences
{
    private ProjectReferences(string root, IReadOnlyDictionary<string, IReadOnlyList<string>> references)
    {
        Root = root;
        References = references;
    }

    public string Root { get; }

    /// <summary>Project name to the names it refers to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> References { get; }

    public static ProjectReferences Read()
    {
        var root = FindRoot();
        var projects = Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file[root.Length..].Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" || part.StartsWith('.')))
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file),
                file => (IReadOnlyList<string>)[.. XDocument.Load(file).Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/')))]);
        return new ProjectReferences(root, projects);
    }

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
