namespace Faultline.Simulator.Modbus;

internal sealed partial class ModbusService
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Machines answer over Modbus TCP on port {Port}")]
    private partial void LogListening(int port);

    [LoggerMessage(Level = LogLevel.Error, Message = "Machine {Unit} could not answer")]
    private partial void LogDeviceFailed(byte unit, Exception exception);
}
