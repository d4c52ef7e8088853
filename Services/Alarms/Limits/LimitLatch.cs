namespace Faultline.Alarms.Limits;

/// <summary>
/// One limit with its deadband and delays: latched once values have stayed beyond the limit for the on delay, released once they have stayed
/// inside by more than the deadband for the off delay. Between limit and deadband it keeps its state.
/// </summary>
internal sealed class LimitLatch(double limit, bool isHigh, double deadband, TimeSpan onDelay, TimeSpan offDelay)
{
    private DateTimeOffset? changingSince;

    public double Limit { get; } = limit;

    public bool IsOn { get; private set; }

    /// <summary>Whether <paramref name="value"/> is beyond the limit, or was and has not come back by more than the deadband.</summary>
    public bool Holds(double value) => isHigh
        ? value > (IsOn ? Limit - deadband : Limit)
        : value < (IsOn ? Limit + deadband : Limit);

    public void Update(DateTimeOffset time, double value)
    {
        if (Holds(value) == IsOn)
        {
            changingSince = null;
            return;
        }
        changingSince ??= time;
        if (time - changingSince < (IsOn ? offDelay : onDelay))
            return;
        IsOn = !IsOn;
        changingSince = null;
    }

    public void Restore() => IsOn = true;
}
