using Faultline.Kubernetes;
using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Output;

if (args is not [var manifestPath, var folder])
{
    await Console.Error.WriteLineAsync("usage: Faultline.Kubernetes MANIFEST FOLDER: writes the Kubernetes objects of an aspire-manifest.json to FOLDER, which is made anew");
    return 2;
}

try
{
    var files = KubernetesGenerator.Generate(AspireManifest.Parse(await File.ReadAllTextAsync(manifestPath)));
    OutputFolder.Replace(folder, files);
    Console.WriteLine($"Wrote {files.Count} files to {Path.GetFullPath(folder)}");
    return 0;
}
catch (ManifestException fault)
{
    await Console.Error.WriteLineAsync($"{manifestPath}: {fault.Message}");
    return 1;
}
