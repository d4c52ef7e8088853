using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>How a server accepts channels.</summary>
public sealed record ServerChannelOptions
{
    /// <summary>Own application certificate with its RSA key; null where only None is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether a channel may have this policy and mode.</summary>
    public required Func<SecurityPolicy, MessageSecurityMode, bool> Allows { get; init; }

    /// <summary>Validates the client's certificate chain, DER; throws <see cref="OpcUaException"/> where it is not trusted.</summary>
    public required Action<ReadOnlyMemory<byte>> ValidateClient { get; init; }

    /// <summary>Shortest lifetime of a token.</summary>
    public TimeSpan MinLifetime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest lifetime of a token; also for clients that ask for none.</summary>
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Clock of lifetimes.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
