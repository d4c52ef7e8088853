namespace Faultline.TimeSeries;

/// <summary>What was decided about a rejected reading.</summary>
public enum QuarantineState
{
    /// <summary>Nothing yet.</summary>
    Held,

    /// <summary>It passed the validation later and is a reading now.</summary>
    Replayed,

    /// <summary>It is of no use.</summary>
    Discarded,
}
