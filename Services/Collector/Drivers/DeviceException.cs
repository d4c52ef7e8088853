using Faultline.Contracts;

namespace Faultline.Collector.Drivers;

/// <summary>A device cannot be read or written; the message says why.</summary>
internal sealed class DeviceException : Exception
{
    public DeviceException()
    {
    }

    public DeviceException(string message)
        : base(message)
    {
    }

    public DeviceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public DeviceException(Quality quality, string message, Exception? innerException = null)
        : base(message, innerException) => Quality = quality;

    /// <summary>What the readings become in the end.</summary>
    public Quality Quality { get; } = Quality.BadNoCommunication;
}
