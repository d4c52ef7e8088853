using System.Buffers.Text;

namespace Faultline.Scorer.Predict;

/// <summary>
/// Reads JSON numbers. Most have at most 15 digits and a small exponent: then digits and power of ten are both exact as double, and one division or
/// multiplication rounds right (Clinger 1990, "How to read floating point numbers accurately"); the others go the general way.
/// </summary>
internal static class DecimalNumber
{
    // Beyond 2^53 not every whole number is a double.
    private const ulong LargestExact = 1UL << 53;

    // 10^22 is the largest power of ten that is a double.
    private static readonly double[] Powers = [.. Enumerable.Range(0, 23).Select(exponent => double.Parse($"1e{exponent}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The value of a token that a JSON reader has found to be a number; infinite beyond the range of double.</summary>
    public static double Parse(ReadOnlySpan<byte> token)
    {
        ulong digits = 0;
        var scale = 0;
        var position = token[0] == (byte)'-' ? 1 : 0;
        if (token.Length > 19)
            return General(token);
        for (var seenPoint = false; position < token.Length; position++)
        {
            var digit = (uint)(token[position] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                scale += seenPoint ? 1 : 0;
            }
            else if (token[position] == (byte)'.')
            {
                seenPoint = true;
            }
            else
            {
                return General(token);
            }
        }
        if (digits > LargestExact)
            return General(token);
        var value = digits / Powers[scale];
        return token[0] == (byte)'-' ? -value : value;
    }

    private static double General(ReadOnlySpan<byte> token) =>
        Utf8Parser.TryParse(token, out double value, out var consumed) && consumed == token.Length ? value : double.NaN;
}
