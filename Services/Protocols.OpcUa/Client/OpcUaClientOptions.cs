using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>How a client reaches a server and what it bounds.</summary>
public sealed record OpcUaClientOptions
{
    /// <summary>Port where a URL names none (OPC 10000-6 §7.4, registered with IANA).</summary>
    public const int DefaultPort = 4840;

    /// <summary>Address of the server, opc.tcp://host:port/path.</summary>
    public required Uri Url { get; init; }

    /// <summary>Name of this application for people.</summary>
    public string ApplicationName { get; init; } = "Faultline";

    /// <summary>URI of this application; its certificate must name it.</summary>
    public string ApplicationUri { get; init; } = "urn:faultline:client";

    /// <summary>Own certificate with its key; needed unless <see cref="Security"/> is None.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Judges the server's certificate; needed unless <see cref="Security"/> is None.</summary>
    public CertificateValidator? Validator { get; init; }

    /// <summary>Whether the server's certificate must name the host of <see cref="Url"/>; default true.</summary>
    public bool VerifyHost { get; init; } = true;

    /// <summary>Which endpoints may be used; default the best one, never None.</summary>
    public EndpointSecurity Security { get; init; } = EndpointSecurity.Best;

    /// <summary>Who the session is for; default anonymous.</summary>
    public OpcUaIdentity Identity { get; init; } = OpcUaIdentity.Anonymous;

    /// <summary>Longest wait for a response, and for the connection; 100 ms to 10 min, default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server keeps a session whose client is away; it may revise it. 1 s to 24 h, default 60 s.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the server's state is read and silent subscriptions are looked for; 100 ms to 10 min, default 5 s.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Lifetime of a channel's keys to ask for; 10 s to 24 h, default 1 h.</summary>
    public TimeSpan ChannelLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most requests that wait for an answer, Publish aside; 1 to 1000, default 32. Further ones wait their turn.</summary>
    public int MaxOutstanding { get; init; } = 32;

    /// <summary>Most Publish requests in flight; 1 to 1000, default 64. The client keeps two more than it has subscriptions, up to this.</summary>
    public int MaxPublishes { get; init; } = 64;

    /// <summary>Most references that one node may answer to a browse; 1 to 10 million, default 100,000.</summary>
    public int MaxReferences { get; init; } = 100_000;

    /// <summary>Bounds of messages.</summary>
    public OpcUaLimits Limits { get; init; } = OpcUaLimits.Default;

    /// <summary>Clock of timeouts, keep-alives and headers.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal bool IsSecure => Security.Policy is not { IsNone: true };

    /// <summary>Throws with every setting that is out of range.</summary>
    /// <exception cref="ArgumentException">At least one is.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Limits.Validate();
        if (!Url.IsAbsoluteUri || !string.Equals(Url.Scheme, "opc.tcp", StringComparison.OrdinalIgnoreCase) || Url.Host.Length == 0)
            faults.Add($"Url {Url} is not of the form opc.tcp://host:port");
        if (IsSecure && Certificate is not { HasPrivateKey: true })
            faults.Add("Certificate with its key is needed unless Security is None");
        if (IsSecure && Validator is null)
            faults.Add("Validator is needed unless Security is None");
        Check(RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(RequestTimeout));
        Check(SessionTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), nameof(SessionTimeout));
        Check(KeepAliveInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(KeepAliveInterval));
        Check(ChannelLifetime, TimeSpan.FromSeconds(10), TimeSpan.FromHours(24), nameof(ChannelLifetime));
        Check(MaxOutstanding, 1, 1000, nameof(MaxOutstanding));
        Check(MaxPublishes, 1, 1000, nameof(MaxPublishes));
        Check(MaxReferences, 1, 10_000_000, nameof(MaxReferences));
        if (faults.Count > 0)
            throw new ArgumentException($"OpcUaClientOptions: {string.Join("; ", faults)}.");

        void Check<T>(T value, T least, T most, string name)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                faults.Add($"{name} {value} is not within {least} to {most}");
        }
    }
}
