using System.Globalization;
using System.Security.Cryptography;
using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>
/// The files of a spool: <c>lock</c> (held open by its one collector), <c>collector-id</c>, <c>position</c> (up to where all is stored) and the segments
/// <c>00000001.spool</c>, <c>00000002.spool</c> … Small files are replaced by renaming, so they are whole or old.
/// </summary>
internal sealed class SpoolFolder : IDisposable
{
    private const string Extension = ".spool";
    private readonly string folder;
    private readonly FileStream held;

    /// <exception cref="SpoolException">The folder cannot be made or written, or another collector uses it.</exception>
    public SpoolFolder(string folder)
    {
        this.folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
            held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"The spool folder {folder} cannot be used, or another collector uses it: {exception.Message}", exception);
        }
    }

    /// <summary>The id of the collector that the spool belongs to; made at the first start.</summary>
    public string ReadOrCreateCollector(string name)
    {
        var file = Path.Combine(folder, "collector-id");
        var id = File.Exists(file) ? File.ReadAllText(file).Trim() : "";
        return SystemId.IsValid(id) ? id : CreateCollector(name);
    }

    /// <summary>A new id, and so new streams from number 1 on.</summary>
    public string CreateCollector(string name)
    {
        var id = $"{name}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        Replace("collector-id", id);
        return id;
    }

    /// <summary>Up to where all is stored; null when unknown.</summary>
    public SpoolPosition? ReadPosition()
    {
        var file = Path.Combine(folder, "position");
        return File.Exists(file) && SpoolPosition.TryParse(File.ReadAllText(file), out var position) ? position : null;
    }

    public void WritePosition(SpoolPosition position) => Replace("position", position.ToString());

    public string PathOf(int segment) => Path.Combine(folder, segment.ToString("D8", CultureInfo.InvariantCulture) + Extension);

    /// <summary>Numbers of the segments, rising.</summary>
    public IReadOnlyList<int> Segments() =>
        [.. Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(file => int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0)
            .Order()];

    /// <summary>Makes a segment that has its first record from the moment it is there.</summary>
    public void CreateSegment(int segment, ReadOnlySpan<byte> head)
    {
        var path = PathOf(segment);
        using (var handle = File.OpenHandle(path + ".new", FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, head, 0);
            RandomAccess.FlushToDisk(handle);
        }
        File.Move(path + ".new", path);
    }

    public void Dispose() => held.Dispose();

    private void Replace(string name, string content)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file + ".new", content);
        File.Move(file + ".new", file, overwrite: true);
    }
}
