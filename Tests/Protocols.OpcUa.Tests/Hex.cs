namespace Faultline.Protocols.OpcUa.Tests;

/// <summary>Bytes written as the specification prints them: pairs of hexadecimal digits, with spaces.</summary>
internal static class Hex
{
    internal static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    internal static string Text(ReadOnlySpan<byte> bytes) =>
        string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
}
