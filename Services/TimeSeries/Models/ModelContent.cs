using System.Text.Json;

namespace Faultline.TimeSeries;

/// <summary>A version's bytes and the sample that it is checked with.</summary>
public sealed record ModelContent(byte[] Bytes, JsonElement Sample);
