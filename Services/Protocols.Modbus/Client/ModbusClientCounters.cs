namespace Faultline.Protocols.Modbus.Client;

/// <summary>What one connection has seen since it was made.</summary>
/// <param name="Responses">Answers given to a request, exceptions and invalid ones included.</param>
/// <param name="Timeouts">Requests that no answer came to in time.</param>
/// <param name="LateResponses">Answers that came after their request had timed out or was canceled; dropped.</param>
/// <param name="UnknownResponses">Answers with a transaction id that no request has; dropped.</param>
public readonly record struct ModbusClientCounters(long Responses, long Timeouts, long LateResponses, long UnknownResponses);
