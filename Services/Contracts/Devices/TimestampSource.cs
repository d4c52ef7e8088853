namespace Faultline.Contracts;

/// <summary>Whose clock a reading's time comes from.</summary>
public enum TimestampSource
{
    /// <summary>The collector's, when the answer had arrived.</summary>
    Collector,

    /// <summary>The measuring device's: OPC UA's source timestamp, or a Modbus device's clock tag.</summary>
    Source,

    /// <summary>The server's in between (OPC UA); Modbus has none.</summary>
    Server,
}
