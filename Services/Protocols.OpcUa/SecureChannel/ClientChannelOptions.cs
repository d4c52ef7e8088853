using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>How a client opens a channel.</summary>
public sealed record ClientChannelOptions
{
    /// <summary>Policy of the chosen endpoint.</summary>
    public required SecurityPolicy Policy { get; init; }

    /// <summary>Mode of the chosen endpoint; None exactly where the policy is.</summary>
    public required MessageSecurityMode Mode { get; init; }

    /// <summary>Own application certificate with its RSA key; needed unless the policy is None.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The server's certificate, already validated; needed unless the policy is None.</summary>
    public X509Certificate2? ServerCertificate { get; init; }

    /// <summary>Lifetime to ask for; the server revises it. The channel renews itself at three quarters of it.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Clock of lifetimes.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (Policy.IsNone != (Mode == MessageSecurityMode.None) || Mode == MessageSecurityMode.Invalid)
            throw new ArgumentException($"ClientChannelOptions: mode {Mode} does not go with policy {Policy}.");
        if (!Policy.IsNone && (Certificate is null || ServerCertificate is null))
            throw new ArgumentException($"ClientChannelOptions: policy {Policy} needs own and server certificate.");
    }
}
