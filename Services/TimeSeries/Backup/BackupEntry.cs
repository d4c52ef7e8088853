namespace Faultline.TimeSeries;

/// <summary>One entry of a backup: rows of a table in PostgreSQL's binary COPY format.</summary>
/// <param name="Entry">Name in the archive.</param>
/// <param name="Table">The table.</param>
/// <param name="Day">Day of the readings in it, UTC; null for other tables.</param>
/// <param name="Columns">Columns, in the order of the copy.</param>
/// <param name="Bytes">Length, uncompressed.</param>
/// <param name="Sha256">Hash of the uncompressed content, in hexadecimal digits.</param>
public sealed record BackupEntry(string Entry, string Table, DateOnly? Day, IReadOnlyList<string> Columns, long Bytes, string Sha256);
