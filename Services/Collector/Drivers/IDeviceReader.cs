namespace Faultline.Collector.Drivers;

/// <summary>One device. What it learns (refused tags, say) lives over reconnects.</summary>
internal interface IDeviceReader
{
    /// <summary>Names of the tags that the device refuses.</summary>
    IReadOnlyList<string> BadTags { get; }

    /// <summary>Connects and delivers samples, by polling or by subscription, until the peer is lost.</summary>
    /// <exception cref="DeviceException">It cannot be reached, or does not answer any more. The way this method ends, unless it is canceled.</exception>
    Task ReadUntilLostAsync(ISampleSink sink, CancellationToken cancellationToken);

    /// <summary>Writes values that are checked, in their order, and reads each back.</summary>
    /// <exception cref="DeviceException">It is not connected, does not answer, or refuses; values before the one named may be written.</exception>
    Task<IReadOnlyList<WrittenValue>> WriteAsync(IReadOnlyList<TagWrite> writes, CancellationToken cancellationToken);

    /// <summary>The unscaled value of bytes that this device once sent for a tag; null when they cannot be decoded.</summary>
    double? Decode(int tag, ReadOnlySpan<byte> raw);
}
