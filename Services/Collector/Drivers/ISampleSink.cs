using Faultline.Contracts;

namespace Faultline.Collector.Drivers;

/// <summary>
/// Takes what a device delivers. <see cref="Begin"/>, any number of samples, <see cref="End"/>: without a wait in between, by one caller at a time. What lies between becomes one
/// batch. Tags are given by their index in the device's list.
/// </summary>
internal interface ISampleSink
{
    /// <summary>A device without tags answers, though it has nothing to tell.</summary>
    void Idle();

    /// <summary>An answer or a notification arrived.</summary>
    /// <param name="received">When.</param>
    void Begin(DateTimeOffset received);

    /// <summary>A number, unscaled.</summary>
    /// <param name="tag">Index of the tag.</param>
    /// <param name="value">The number.</param>
    /// <param name="source">Time by the measuring device, where there is one.</param>
    /// <param name="server">Time by the server, where there is one.</param>
    /// <param name="raw">The bytes as received, for the quarantine.</param>
    void Add(int tag, double value, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw);

    /// <summary>A number that the device itself qualifies. One that is not good keeps its value, its quality and its time, and is not judged.</summary>
    /// <param name="tag">Index of the tag.</param>
    /// <param name="value">The number.</param>
    /// <param name="quality">How far the device trusts it, with its sub-status.</param>
    /// <param name="source">Time by the measuring device, where there is one.</param>
    /// <param name="server">Time by the server, where there is one.</param>
    /// <param name="raw">The bytes as received, for the quarantine.</param>
    void AddQualified(int tag, double value, Quality quality, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw);

    /// <summary>A text.</summary>
    void AddText(int tag, string text);

    /// <summary>The device has nothing usable for a tag, for the reason that the quality tells.</summary>
    /// <param name="tag">Index of the tag.</param>
    /// <param name="quality">The reason.</param>
    /// <param name="source">Since when, by the measuring device, where it tells that.</param>
    /// <param name="server">Time by the server, where there is one.</param>
    void AddBad(int tag, Quality quality, DateTimeOffset? source = null, DateTimeOffset? server = null);

    /// <summary>Bytes that cannot be decoded.</summary>
    void AddUndecodable(int tag, ReadOnlySpan<byte> raw, string fault);

    /// <summary>The batch is complete.</summary>
    void End();
}
