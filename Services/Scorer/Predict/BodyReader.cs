using System.Text.Json;

namespace Faultline.Scorer.Predict;

/// <summary>Reads a body token by token, and arrays of plain numbers in one go.</summary>
internal ref struct BodyReader
{
    private readonly int length;
    private ReadOnlySpan<byte> bytes;

    /// <param name="body">The body.</param>
    public BodyReader(ReadOnlySpan<byte> body)
        : this(body, default)
    {
    }

    /// <summary>Goes on with a body that was read in part.</summary>
    /// <param name="rest">What was not read of it.</param>
    /// <param name="state">The tokens' state (<see cref="Utf8JsonReader.CurrentState"/>) there.</param>
    public BodyReader(ReadOnlySpan<byte> rest, JsonReaderState state)
    {
        bytes = rest;
        length = rest.Length;
        Json = new Utf8JsonReader(rest, isFinalBlock: true, state);
    }

    /// <summary>The tokens.</summary>
    public Utf8JsonReader Json;

    /// <summary>Bytes read so far.</summary>
    public readonly int Consumed => length - bytes.Length + (int)Json.BytesConsumed;

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
