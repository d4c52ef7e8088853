using Faultline.Collector.Tests.Drivers;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Server;
using Xunit;

namespace Faultline.Collector.Tests.Devices;

public sealed class SlowDeviceTests
{
    [Fact]
    public async Task DeviceThatNeverAnswers_DelaysNoOther()
    {
        using var hanging = new HangingDevice();
        await using var slow = ServedDevice.Start(hanging, settings => settings with { RequestTimeoutMs = 60_000 }, Samples.Tag("A", 1, 0));
        await hanging.Asked.WaitAsync(Signal.Patience);

        await using var quick = ServedDevice.Start(new HolesDevice(), null, Samples.Tag("B", 1, 7));
        await quick.UntilAsync(() => quick.Sink.Batches >= 10);

        Assert.Equal(0, slow.Sink.Batches);
        Assert.False(slow.Reading.IsCompleted);
    }

    private sealed class HangingDevice : IModbusDevice, IDisposable
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource ended = new();

        public Task Asked => asked.Task;

        public async ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct)
        {
            asked.TrySetResult();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, ended.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ModbusExceptionCode.ServerDeviceFailure;
        }

        public void Dispose()
        {
            ended.Cancel();
            ended.Dispose();
        }
    }
}
