using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>A device.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="Enabled">Whether it is read.</param>
/// <param name="SystemId">Its system.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Host">Where it is.</param>
/// <param name="Port">Its port.</param>
/// <param name="Tags">How many tags it has.</param>
/// <param name="Status">How reading it goes; null before the collector told.</param>
public sealed record DeviceInfo(
    string Id, string Name, bool Enabled, string SystemId, DeviceProtocol Protocol, string Host, int Port, int Tags, DeviceStatusInfo? Status)
{
    /// <summary>Address for people.</summary>
    public string Address => Host.Contains("://", StringComparison.Ordinal) ? Host : $"{Host}:{Port}";

    /// <summary>What is wrong with it, in words; null when nothing is.</summary>
    public string? Fault() => Status switch
    {
        { Fault: { } fault } => fault,
        { BadTags: { Count: > 0 } tags } => $"The device refuses {string.Join(", ", tags)}.",
        _ => null,
    };
}
