using Faultline.Kubernetes;
using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Output;

if (args is not [var manifestPath, var folder, var document])
{
    await Console.Error.WriteLineAsync("usage: Faultline.Kubernetes MANIFEST FOLDER DOCUMENT: writes the Kubernetes objects of an aspire-manifest.json to FOLDER, which is made anew, and its diagram into DOCUMENT");
    return 2;
}

try
{
    var manifest = AspireManifest.Parse(await File.ReadAllTextAsync(manifestPath));
    var files = KubernetesGenerator.Generate(manifest);
    OutputFolder.Replace(folder, files);
    await File.WriteAllTextAsync(document, GraphDiagram.Put((await File.ReadAllTextAsync(document)).ReplaceLineEndings("\n"), manifest));
    Console.WriteLine($"Wrote {files.Count} files to {Path.GetFullPath(folder)}");
    return 0;
}
catch (ManifestException fault)
{
    await Console.Error.WriteLineAsync($"{manifestPath}: {fault.Message}");
    return 1;
}
