namespace Faultline.Contracts;

/// <summary>Why a reading was rejected. Stored as the number; never reuse one.</summary>
public enum QuarantineReason : short
{
    /// <summary>Not a number, or infinite.</summary>
    NotFinite = 1,

    /// <summary>Outside what the sensor can physically show.</summary>
    OutOfRange = 2,

    /// <summary>Changed faster than the quantity can.</summary>
    RateOfChange = 3,

    /// <summary>Exactly the same value for longer than the quantity can stand still.</summary>
    Frozen = 4,

    /// <summary>Source timestamp ahead of the collector's clock by more than the limit.</summary>
    FutureTimestamp = 5,

    /// <summary>Source timestamp older than the limit.</summary>
    StaleTimestamp = 6,

    /// <summary>The sensor is not configured.</summary>
    UnknownSensor = 7,

    /// <summary>The bytes received could not be decoded.</summary>
    Undecodable = 8,
}
