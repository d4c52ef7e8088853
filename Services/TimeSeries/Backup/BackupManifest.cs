namespace Faultline.TimeSeries;

/// <summary>Contents of a backup: manifest.json, the last entry that is written.</summary>
/// <param name="Format">Version of the format: 1.</param>
/// <param name="CreatedAt">When it was begun, by the database's clock.</param>
/// <param name="Depth">Depth of the database; it may be restored into another.</param>
/// <param name="ServerVersion">PostgreSQL's version.</param>
/// <param name="SchemaVersion">Newest migration: one that the restoring program does not know is refused.</param>
/// <param name="Entries">The entries.</param>
public sealed record BackupManifest(
    int Format, DateTimeOffset CreatedAt, string Depth, string ServerVersion, string SchemaVersion, IReadOnlyList<BackupEntry> Entries)
{
    /// <summary>Name in the archive.</summary>
    public const string EntryName = "manifest.json";

    /// <summary>The version that this program writes and reads.</summary>
    public const int CurrentFormat = 1;
}
