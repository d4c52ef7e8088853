using Faultline.Collector.Drivers;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.Collector.Tests.Drivers;

public sealed class PollClockTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Turns_DoNotDrift_AndLateOnesAreLeftOutAndCounted()
    {
        var clock = new PollClock(time, [Ms(20)]);

        Assert.Equal(new PollTurn(1, 0, TimeSpan.Zero, false), await clock.WaitAsync(CancellationToken.None));
        time.Advance(Ms(27));
        Assert.Equal(new PollTurn(1, 0, Ms(7), false), await clock.WaitAsync(CancellationToken.None));
        time.Advance(Ms(54));
        Assert.Equal(new PollTurn(1, 2, Ms(1), false), await clock.WaitAsync(CancellationToken.None));
        var waiting = clock.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        time.Advance(Ms(19));
        Assert.Equal(new PollTurn(1, 0, TimeSpan.Zero, false), await waiting.WaitAsync(Signal.Patience));
        time.Advance(Ms(35));
        Assert.Equal(new PollTurn(1, 0, Ms(15), true), await clock.WaitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Groups_ThatAreDueTogether_ComeTogether()
    {
        var clock = new PollClock(time, [Ms(20), Ms(50)]);
        List<ulong> due = [];
        for (var i = 0; i < 8; i++)
        {
            var waiting = clock.WaitAsync(CancellationToken.None).AsTask();
            while (!waiting.IsCompleted)
                time.Advance(Ms(1));
            due.Add((await waiting).Due);
        }

        // 0, 20, 40, 50, 60, 80, 100 (both), 120
        Assert.Equal([3UL, 1, 1, 2, 1, 1, 3, 1], due);
    }

    private static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);
}
