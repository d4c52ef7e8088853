namespace Faultline.Scorer.Predict;

/// <summary>
/// Reads a JSON array of plain numbers, of which windows consist, in one pass over its bytes. Whatever else it meets (null, exponents, more digits than are exact, wrong
/// JSON) it leaves to the reader of tokens, which knows what to say about it.
/// </summary>
internal static class NumberArray
{
    // 10^0 to 10^15: with as many digits a number and its power of ten are exact as double (see DecimalNumber).
    private const int MostDigits = 15;
    private static readonly double[] Powers = [.. Enumerable.Range(0, MostDigits + 1).Select(exponent => Math.Pow(10, exponent))];

    /// <summary>Reads from behind the opening bracket.</summary>
    /// <param name="json">The bytes from there on.</param>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Where the closing bracket stands; -1 when this is nothing for it.</returns>
    public static int Read(ReadOnlySpan<byte> json, Span<double> values, out int count)
    {
        count = 0;
        for (var position = 0; position < json.Length && count < values.Length;)
        {
            var length = Number(json[position..], out values[count]);
            if (length == 0)
                return -1;
            count++;
            position += length;
            if (position == json.Length)
                return -1;
            if (json[position] == (byte)']')
                return position;
            if (json[position++] != (byte)',')
                return -1;
        }
        return -1;
    }

    // RFC 8259 §6 without the exponent: -? (0 | [1-9][0-9]*) (. [0-9]+)?
    private static int Number(ReadOnlySpan<byte> json, out double value)
    {
        value = 0;
        var position = json.Length > 0 && json[0] == (byte)'-' ? 1 : 0;
        var first = position;
        long digits = 0;
        uint digit;
        for (; position < json.Length && (digit = (uint)(json[position] - '0')) <= 9; position++)
            digits = (digits * 10) + digit;
        var whole = position - first;
        if (whole is 0 or > MostDigits || (whole > 1 && json[first] == (byte)'0'))
            return 0;
        var fraction = 0;
        if (position < json.Length && json[position] == (byte)'.')
        {
            var start = ++position;
            for (; position < json.Length && position - start <= MostDigits && (digit = (uint)(json[position] - '0')) <= 9; position++)
                digits = (digits * 10) + digit;
            fraction = position - start;
            if (fraction == 0 || whole + fraction > MostDigits)
                return 0;
        }
        value = first == 0 ? digits / Powers[fraction] : -(digits / Powers[fraction]);
        return position;
    }
}
