namespace Faultline.Protocols.Modbus;

/// <summary>Why a request failed: what a caller decides on (retry, reconnect, or mark the register bad).</summary>
public enum ModbusError
{
    /// <summary>The device answered with an exception; <see cref="ModbusException.Code"/> says which. The connection stays usable.</summary>
    ExceptionResponse,

    /// <summary>No answer within the request's timeout. The connection stays usable; a late answer is dropped.</summary>
    Timeout,

    /// <summary>An answer came that does not fit the request (unit, function, byte count, echo). The connection stays usable.</summary>
    InvalidResponse,

    /// <summary>More requests wait than the client's queue takes; nothing was sent.</summary>
    QueueFull,

    /// <summary>The connection could not be made.</summary>
    ConnectFailed,

    /// <summary>The connection is gone: closed, reset, disposed, or the peer does not speak Modbus. Connect anew.</summary>
    ConnectionLost,
}
