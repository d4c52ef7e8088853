namespace Faultline.Protocols.Modbus.Framing;

/// <summary>What <see cref="MbapFrameScanner"/> found at the start of a buffer.</summary>
public enum FrameScanStatus
{
    /// <summary>A whole frame.</summary>
    Done,

    /// <summary>The beginning of a frame; nothing is consumed.</summary>
    NeedMoreData,

    /// <summary>Not a Modbus frame. TCP has no frame delimiter to resynchronise on, so the connection has to be closed.</summary>
    Invalid,
}
