using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>Takes requests and never answers.</summary>
internal sealed class HangingDevice : IModbusDevice, IDisposable
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource ended = new();

    public Task Asked => asked.Task;

    public async ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct)
    {
        asked.TrySetResult();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, ended.Token);
        await new TaskCompletionSource().Task.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ModbusExceptionCode.ServerDeviceFailure;
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }
}
