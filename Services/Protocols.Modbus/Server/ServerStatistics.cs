namespace Faultline.Protocols.Modbus.Server;

/// <summary>Counters that a server's connections share.</summary>
internal sealed class ServerStatistics
{
    private long _rejected;
    private long _idle;
    private long _requests;
    private long _exceptions;
    private long _invalid;
    private long _failedHandshakes;
    private long _unauthorized;

    internal void Rejected() => Interlocked.Increment(ref _rejected);
    internal void Idle() => Interlocked.Increment(ref _idle);
    internal void Request() => Interlocked.Increment(ref _requests);
    internal void Exception() => Interlocked.Increment(ref _exceptions);
    internal void InvalidFrame() => Interlocked.Increment(ref _invalid);
    internal void FailedHandshake() => Interlocked.Increment(ref _failedHandshakes);
    internal void Unauthorized() => Interlocked.Increment(ref _unauthorized);

    internal ModbusServerCounters Snapshot(int connections) => new(
        connections,
        Interlocked.Read(ref _rejected),
        Interlocked.Read(ref _idle),
        Interlocked.Read(ref _requests),
        Interlocked.Read(ref _exceptions),
        Interlocked.Read(ref _invalid),
        Interlocked.Read(ref _failedHandshakes),
        Interlocked.Read(ref _unauthorized));
}
