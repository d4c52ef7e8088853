using Faultline.Protocols.OpcUa.Generator;

// dotnet run --project Services/Protocols.OpcUa.Generator: reads Tables/*.csv and rewrites Services/Protocols.OpcUa/**/*.g.cs.
var root = args.Length == 1 ? args[0] : Directory.GetCurrentDirectory();
var library = Path.Combine(root, "Services", "Protocols.OpcUa");
foreach (var stale in Directory.EnumerateFiles(library, "*.g.cs", SearchOption.AllDirectories))
    File.Delete(stale);
foreach (var (path, text) in GeneratedSource.All(Path.Combine(root, "Services", "Protocols.OpcUa.Generator", "Tables")))
{
    var file = Path.Combine(library, path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, text);
}
