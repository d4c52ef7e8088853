namespace Faultline.Protocols.Modbus;

/// <summary>The one exception of this library; made by <see cref="ModbusFault"/> only.</summary>
public sealed class ModbusException : IOException
{
    internal ModbusException(ModbusError error, FunctionCode function, ModbusExceptionCode code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Error = error;
        Function = function;
        Code = code;
    }

    /// <summary>What kind of failure it is.</summary>
    public ModbusError Error { get; }

    /// <summary>Function of the failed request; <see cref="FunctionCode.None"/> where no request was under way.</summary>
    public FunctionCode Function { get; }

    /// <summary>The device's exception code; <see cref="ModbusExceptionCode.None"/> unless <see cref="Error"/> is an exception response.</summary>
    public ModbusExceptionCode Code { get; }
}
