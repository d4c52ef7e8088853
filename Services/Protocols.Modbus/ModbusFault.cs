using System.Runtime.CompilerServices;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus;

/// <summary>Makes every <see cref="ModbusException"/>, so that messages are alike: value, limit, place.</summary>
internal static class ModbusFault
{
    internal static ModbusException ExceptionResponse(FunctionCode function, byte unit, ModbusExceptionCode code) => new(
        ModbusError.ExceptionResponse, function, code,
        $"Unit {unit} answered {function} with exception {(byte)code} ({code}).");

    internal static ModbusException Timeout(FunctionCode function, byte unit, ushort address, TimeSpan timeout) => new(
        ModbusError.Timeout, function, ModbusExceptionCode.None,
        $"Unit {unit} did not answer {function} at address {address} within {timeout.TotalMilliseconds:0} ms.");

    internal static ModbusException QueueFull(FunctionCode function, int limit) => new(
        ModbusError.QueueFull, function, ModbusExceptionCode.None,
        $"{function} refused: {limit} requests already wait on this connection, its limit (ModbusTcpClientOptions.MaxQueued).");

    internal static ModbusException ConnectFailed(string host, int port, string reason, Exception? inner) => new(
        ModbusError.ConnectFailed, FunctionCode.None, ModbusExceptionCode.None, $"Cannot connect to Modbus server {host}:{port}: {reason}", inner);

    internal static ModbusException ConnectionLost(FunctionCode function, string peer, string reason, Exception? inner) => new(
        ModbusError.ConnectionLost, function, ModbusExceptionCode.None, $"Connection to Modbus server {peer} is lost: {reason}", inner);

    internal static ModbusException WrongUnit(FunctionCode function, byte expected, byte actual) =>
        Invalid(function, $"answer of unit {actual} to a request to unit {expected}");

    internal static ModbusException WrongFunction(FunctionCode function, byte actual) =>
        Invalid(function, $"answer with function code {actual} to a request with function code {(byte)function}");

    internal static ModbusException WrongLength(FunctionCode function, int expected, int actual) =>
        Invalid(function, $"answer's PDU has {actual} bytes, {expected} expected");

    internal static ModbusException WrongByteCount(FunctionCode function, int expected, int actual) =>
        Invalid(function, $"answer's byte count is {actual}, {expected} expected");

    internal static ModbusException WrongEcho(FunctionCode function, string field, int expected, int actual) =>
        Invalid(function, $"answer repeats {field} {actual}, {expected} was sent");

    internal static ModbusException WrongField(FunctionCode function, string field, int actual) => Invalid(function, $"answer has {field} {actual}");

    internal static ModbusException WrongNextObject(byte asked, byte next) => Invalid(
        FunctionCode.EncapsulatedInterfaceTransport, $"answer to object {asked} says that object {next} follows");

    internal static string DescribeInvalidFrame(MbapHeader header) => header.ProtocolId != 0
        ? $"frame with protocol id {header.ProtocolId}, 0 expected (MBAP header, bytes 2-3)"
        : $"frame with length {header.Length}, {ModbusLimits.MinMbapLengthField} to {ModbusLimits.MaxMbapLengthField} expected (MBAP header, bytes 4-5)";

    /// <summary>Throws when a quantity is outside 1 to <paramref name="limit"/> or runs past the end of the table.</summary>
    internal static void CheckRange(ushort address, int quantity, int limit, [CallerMemberName] string place = "")
    {
        if (quantity < 1 || quantity > limit)
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, $"{place}: quantity {quantity} is outside 1 to {limit}.");
        if (address + quantity > ModbusLimits.AddressSpace)
            throw new ArgumentOutOfRangeException(
                nameof(address), address, $"{place}: address {address} and quantity {quantity} end past {ModbusLimits.AddressSpace - 1}.");
    }

    private static ModbusException Invalid(FunctionCode function, string what) =>
        new(ModbusError.InvalidResponse, function, ModbusExceptionCode.None, $"Invalid response to {function}: {what}.");
}
