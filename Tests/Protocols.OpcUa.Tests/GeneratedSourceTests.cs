using Faultline.Protocols.OpcUa.Generator;

namespace Faultline.Protocols.OpcUa.Tests;

public sealed class GeneratedSourceTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void CommittedSources_Equal_WhatTheGeneratorWrites()
    {
        var library = Path.Combine(Root, "Services", "Protocols.OpcUa");
        var generated = GeneratedSource.All(Path.Combine(Root, "Services", "Protocols.OpcUa.Generator", "Tables"));
        var committed = Directory.EnumerateFiles(library, "*.g.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(library, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal));

        Assert.Equal(generated.Keys, committed.Order(StringComparer.Ordinal));
        Assert.All(generated, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(library, file.Key))));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}.");
    }
}
