namespace Faultline.TimeSeries;

/// <summary>Disk use of a table.</summary>
/// <param name="Table">Its name; of the readings and rollups with all their partitions or chunks.</param>
/// <param name="Bytes">Rows, indexes and large values, in bytes.</param>
public sealed record TableSize(string Table, long Bytes);
