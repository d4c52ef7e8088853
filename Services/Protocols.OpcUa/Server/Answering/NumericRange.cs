using System.Globalization;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Part of an array of one dimension, as "2" or "1:3", OPC 10000-4 §7.27.</summary>
internal static class NumericRange
{
    /// <summary>The part of a value; BadIndexRangeInvalid where the range is none, BadIndexRangeNoData where the value has no such part.</summary>
    internal static (StatusCode Status, Variant Part) Slice(Variant value, string range)
    {
        if (!TryParse(range, out var first, out var last))
            return (StatusCodes.BadIndexRangeInvalid, default);
        if (value.Elements is not { } elements || !value.Dimensions.IsEmpty || first >= elements.Length)
            return (StatusCodes.BadIndexRangeNoData, default);
        var length = Math.Min(last, elements.Length - 1) - first + 1;
        var part = Array.CreateInstance(elements.GetType().GetElementType()!, length);
        Array.Copy(elements, first, part, 0, length);
        return (StatusCodes.Good, Variant.FromReference(value.Type, part, isArray: true));
    }

    internal static bool TryParse(string range, out int first, out int last)
    {
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        last = -1;
        if (!int.TryParse(colon < 0 ? range : range[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out first))
            return false;
        if (colon < 0)
            last = first;
        else if (!int.TryParse(range.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out last))
            return false;
        return colon < 0 || first < last;
    }
}
