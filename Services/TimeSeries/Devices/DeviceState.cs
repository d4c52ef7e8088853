namespace Faultline.TimeSeries;

/// <summary>How a device stands.</summary>
public enum DeviceState
{
    /// <summary>Not read by decision.</summary>
    Disabled,

    /// <summary>Not reached yet.</summary>
    Connecting,

    /// <summary>It answers.</summary>
    Answering,

    /// <summary>It fell silent; its last values are uncertain.</summary>
    Uncertain,

    /// <summary>It has been silent for longer; its values are bad.</summary>
    Lost,
}
