namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Checks that every response shares: function code and length, before any field is read.</summary>
internal static class ResponsePdu
{
    internal static void CheckFunction(ReadOnlySpan<byte> pdu, FunctionCode function)
    {
        if (pdu.Length == 0 || pdu[0] != (byte)function)
            throw ModbusFault.WrongFunction(function, pdu.Length == 0 ? (byte)0 : pdu[0]);
    }

    internal static void CheckLength(ReadOnlySpan<byte> pdu, FunctionCode function, int expected)
    {
        CheckFunction(pdu, function);
        if (pdu.Length != expected)
            throw ModbusFault.WrongLength(function, expected, pdu.Length);
    }

    /// <summary>Answers the data of a "function, byte count, data" response that must carry <paramref name="expectedBytes"/>.</summary>
    internal static ReadOnlySpan<byte> CheckByteCount(ReadOnlySpan<byte> pdu, FunctionCode function, int expectedBytes)
    {
        if (pdu.Length >= 2 && pdu[0] == (byte)function && pdu[1] != expectedBytes)
            throw ModbusFault.WrongByteCount(function, expectedBytes, pdu[1]);
        CheckLength(pdu, function, 2 + expectedBytes);
        return pdu[2..];
    }
}
