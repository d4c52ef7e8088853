using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.Modbus.Security;

/// <summary>What a server's authorisation decides about (Modbus/TCP Security v2.1, role-based client authorisation).</summary>
/// <param name="Role">The role in the client's certificate; null when it has none.</param>
/// <param name="Client">The client's certificate, already trusted; valid during the call.</param>
/// <param name="Unit">Unit that the request is for.</param>
/// <param name="Function">Function asked for, as it came; may be one that this library does not speak.</param>
public readonly record struct ModbusAuthorization(string? Role, X509Certificate2 Client, byte Unit, FunctionCode Function);
