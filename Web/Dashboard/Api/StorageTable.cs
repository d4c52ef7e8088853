namespace Faultline.Dashboard.Api;

/// <summary>Disk use of a table.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Bytes">Bytes with indexes.</param>
public sealed record StorageTable(string Table, long Bytes);
