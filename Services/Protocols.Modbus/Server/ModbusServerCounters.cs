namespace Faultline.Protocols.Modbus.Server;

/// <summary>What a server has seen since it was made.</summary>
/// <param name="Connections">Connections open now.</param>
/// <param name="RejectedConnections">Connections closed at once because <see cref="ModbusTcpServerOptions.MaxConnections"/> were open.</param>
/// <param name="IdleConnections">Connections closed by the idle timeout.</param>
/// <param name="Requests">Requests taken, refused ones included.</param>
/// <param name="ExceptionResponses">Requests answered with an exception.</param>
/// <param name="InvalidFrames">Connections closed because what came was not Modbus.</param>
/// <param name="FailedHandshakes">Connections closed because TLS, or the trust in the client's certificate, did not come about.</param>
/// <param name="Unauthorized">Requests answered with exception 1 because the client's role has no right to them.</param>
public readonly record struct ModbusServerCounters(
    int Connections,
    long RejectedConnections,
    long IdleConnections,
    long Requests,
    long ExceptionResponses,
    long InvalidFrames,
    long FailedHandshakes,
    long Unauthorized);
