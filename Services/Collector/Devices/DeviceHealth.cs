using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Devices;

/// <summary>How a device stands: answering, then uncertain for a while after it fell silent, then lost. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="badAfter">How long it is uncertain.</param>
/// <param name="mark">Told when the quality of its values changes.</param>
internal sealed class DeviceHealth(TimeProvider time, TimeSpan badAfter, Action<Quality> mark) : IDisposable
{
    private readonly Lock gate = new();
    private DeviceState state = DeviceState.Connecting;
    private DateTimeOffset since = time.GetUtcNow();
    private DateTimeOffset? lastAnswer;
    private Quality final;
    private string? fault;
    private long failures;
    private ITimer? timer;

    /// <summary>State, since when, last answer, reason for silence, and number of losses and vain attempts.</summary>
    public (DeviceState State, DateTimeOffset Since, DateTimeOffset? LastAnswer, string? Fault, long Failures) Now
    {
        get
        {
            lock (gate)
                return (state, since, lastAnswer, fault, failures);
        }
    }

    /// <summary>It answered; true when it had not before.</summary>
    public bool Answered()
    {
        lock (gate)
        {
            lastAnswer = time.GetUtcNow();
            if (state == DeviceState.Answering)
                return false;
            timer?.Dispose();
            (timer, fault) = (null, null);
            Become(DeviceState.Answering);
            return true;
        }
    }

    /// <summary>It is lost, or still is; true when it was answering before, or the reason is a new one.</summary>
    public bool Failed(string reason, Quality quality)
    {
        bool wasAnswering;
        bool isNews;
        lock (gate)
        {
            (wasAnswering, isNews) = (state == DeviceState.Answering, fault != reason);
            (fault, final) = (reason, quality);
            failures++;
            if (wasAnswering)
            {
                Become(DeviceState.Uncertain);
                timer = time.CreateTimer(_ => GiveUp(), null, badAfter, Timeout.InfiniteTimeSpan);
            }
            else if (state == DeviceState.Connecting)
            {
                Become(DeviceState.Lost);
            }
        }
        // Outside of the lock: it goes through the intake, which the poll loop holds while it tells us that the device answers.
        if (wasAnswering)
            mark(Quality.UncertainLastUsableValue);
        return wasAnswering || isNews;
    }

    public void Dispose()
    {
        lock (gate)
            timer?.Dispose();
    }

    private void GiveUp()
    {
        lock (gate)
        {
            if (state != DeviceState.Uncertain)
                return;
            Become(DeviceState.Lost);
        }
        mark(final);
    }

    private void Become(DeviceState next) => (state, since) = (next, time.GetUtcNow());
}
