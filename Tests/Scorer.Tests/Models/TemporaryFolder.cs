namespace Faultline.Scorer.Tests.Models;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("faultline-labels-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
