namespace Faultline.Protocols.Modbus.Server;

/// <summary>Counters that a server's connections share.</summary>
internal sealed class ServerStatistics
{
    private long _rejected;
    private long _idle;
    private long _requests;
    private long _exceptions;
    private long _invalid;

    internal void Rejected() => Interlocked.Increment(ref _rejected);
    internal void Idle() => Interlocked.Increment(ref _idle);
    internal void Request() => Interlocked.Increment(ref _requests);
    internal void Exception() => Interlocked.Increment(ref _exceptions);
    internal void InvalidFrame() => Interlocked.Increment(ref _invalid);

    internal ModbusServerCounters Snapshot(int connections) => new(
        connections,
        Interlocked.Read(ref _rejected),
        Interlocked.Read(ref _idle),
        Interlocked.Read(ref _requests),
        Interlocked.Read(ref _exceptions),
        Interlocked.Read(ref _invalid));
}
