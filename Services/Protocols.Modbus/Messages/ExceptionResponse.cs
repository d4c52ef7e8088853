namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Exception response: function code with its high bit set, and the exception code; 2 bytes (AP V1.1b3 §7).</summary>
/// <param name="Function">Function of the refused request, 1 to 127.</param>
/// <param name="Code">Why.</param>
public readonly record struct ExceptionResponse(FunctionCode Function, ModbusExceptionCode Code)
{
    /// <summary>Bit that marks an exception in the function code.</summary>
    public const byte Mark = 0x80;

    internal const int PduLength = 2;

    /// <summary>Writes the PDU and answers its length, 2 bytes.</summary>
    public int Encode(Span<byte> pdu)
    {
        pdu[0] = (byte)((byte)Function | Mark);
        pdu[1] = (byte)Code;
        return PduLength;
    }

    /// <summary>Whether <paramref name="pdu"/> is a well-formed exception response; code 0, which means none, is not.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> pdu, out ExceptionResponse response)
    {
        response = default;
        if (pdu.Length != PduLength || (pdu[0] & Mark) == 0 || pdu[1] == 0)
            return false;
        response = new ExceptionResponse((FunctionCode)(pdu[0] & ~Mark), (ModbusExceptionCode)pdu[1]);
        return true;
    }
}
