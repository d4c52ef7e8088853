using System.Text.Json;

namespace Faultline.Scorer.Predict;

/// <summary>Reads a body token by token, and arrays of plain numbers in one go.</summary>
internal ref struct BodyReader
{
    private ReadOnlySpan<byte> bytes;

    public BodyReader(ReadOnlySpan<byte> body)
    {
        bytes = body;
        Json = new Utf8JsonReader(body);
    }

    /// <summary>The tokens.</summary>
    public Utf8JsonReader Json;

    /// <summary>Reads the array that has just begun, to its end; does nothing and returns false when it is not all plain numbers, or has more of them than <paramref name="values"/> takes.</summary>
    public bool TryReadNumbers(Span<double> values, out int count)
    {
        var start = (int)Json.BytesConsumed;
        var close = NumberArray.Read(bytes[start..], values, out count);
        if (close < 0)
            return false;
        // To the tokens the array looks empty: they go on at its closing bracket.
        bytes = bytes[(start + close)..];
        Json = new Utf8JsonReader(bytes, isFinalBlock: true, Json.CurrentState);
        return Json.Read();
    }
}
