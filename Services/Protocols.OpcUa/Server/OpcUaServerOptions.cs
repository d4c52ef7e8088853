using System.Net;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Server.Sessions;

namespace Faultline.Protocols.OpcUa.Server;

/// <summary>Settings of one <see cref="OpcUaServer"/>; checked when it is made.</summary>
public sealed record OpcUaServerOptions
{
    /// <summary>URI of the application; its certificate must name it.</summary>
    public required string ApplicationUri { get; init; }

    /// <summary>Name for people.</summary>
    public string ApplicationName { get; init; } = "Faultline";

    /// <summary>URI of the product.</summary>
    public string ProductUri { get; init; } = "urn:faultline:product";

    /// <summary>Address to listen on. Default loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on, 0 to 65535; 0 takes a free one. Default 4840, the registered one.</summary>
    public int Port { get; init; } = 4840;

    /// <summary>Own application certificate with its RSA key; null where only None is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// Judges the certificate chain of a client, DER, and throws where it is refused, as <see cref="CertificateValidator.Validate"/> does; needed
    /// where anything but None is offered.
    /// </summary>
    public Action<ReadOnlyMemory<byte>>? ValidateClient { get; init; }

    /// <summary>What sessions may use. Default: everything that encrypts; None must be added on purpose.</summary>
    public IReadOnlyList<OfferedSecurity> Security { get; init; } = OfferedSecurity.Encrypted;

    /// <summary>Who may use sessions and what they may do.</summary>
    public required IUserDirectory Users { get; init; }

    /// <summary>What clients may ask for.</summary>
    public OpcUaServerLimits Limits { get; init; } = new();

    /// <summary>Bounds of messages.</summary>
    public OpcUaLimits MessageLimits { get; init; } = OpcUaLimits.Default;

    /// <summary>Time for Hello and OpenSecureChannel, and for a connection without a session; 100 ms to 1 h. Default 30 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time to activate a session after it was created; 100 ms to 1 h. Default 30 s.</summary>
    public TimeSpan ActivationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest session timeout; longer ones are revised to it. 1 s to 24 h, default 1 h.</summary>
    public TimeSpan MaxSessionTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Fastest publishing and sampling interval; faster ones are revised to it. 1 ms to 1 h, default 10 ms.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Longest time that a subscription lives without a client. 1 s to 24 h, default 1 h.</summary>
    public TimeSpan MaxSubscriptionLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Clock of timeouts, timers and timestamps. Default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal bool IsOffered(SecurityPolicy policy, Services.MessageSecurityMode mode) => Security.Contains(new OfferedSecurity(policy, mode));

    internal void Validate()
    {
        MessageLimits.Validate();
        List<string> faults = [.. Limits.Faults()];
        Check(Uri.TryCreate(ApplicationUri, UriKind.Absolute, out _), $"ApplicationUri '{ApplicationUri}' is no URI");
        Check(Port is >= 0 and <= 65535, $"Port {Port} is not within 0 to 65535");
        Check(Security.Count > 0, "Security offers nothing");
        Check(Security.All(offered => offered.IsConsistent), "Security pairs the policy None with a mode other than None, or the other way round");
        var needsKeys = Security.Any(offered => !offered.Policy.IsNone);
        Check(!needsKeys || Certificate is { HasPrivateKey: true }, "Certificate with its key is needed unless only None is offered");
        Check(!needsKeys || ValidateClient is not null, "ValidateClient is needed unless only None is offered");
        Check(
            Certificate is null || ApplicationUris.Of(Certificate).Contains(ApplicationUri),
            $"Certificate does not name the application {ApplicationUri}");
        CheckTime(HandshakeTimeout, 0.1, 3600, nameof(HandshakeTimeout));
        CheckTime(ActivationTimeout, 0.1, 3600, nameof(ActivationTimeout));
        CheckTime(MaxSessionTimeout, 1, 86_400, nameof(MaxSessionTimeout));
        CheckTime(MinInterval, 0.001, 3600, nameof(MinInterval));
        CheckTime(MaxSubscriptionLifetime, 1, 86_400, nameof(MaxSubscriptionLifetime));
        if (faults.Count > 0)
            throw new ArgumentException($"OpcUaServerOptions: {string.Join("; ", faults)}.");

        void Check(bool valid, string fault)
        {
            if (!valid)
                faults.Add(fault);
        }

        void CheckTime(TimeSpan time, double least, double most, string name) =>
            Check(time.TotalSeconds >= least && time.TotalSeconds <= most, $"{name} {time} is not within {least} s to {most} s");
    }
}
