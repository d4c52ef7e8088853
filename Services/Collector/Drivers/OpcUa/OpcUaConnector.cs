using Faultline.Collector.Plant;
using Faultline.Contracts;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Makes clients as devices are configured.</summary>
internal sealed class OpcUaConnector(IConfiguration configuration, OpcUaTrust trust)
{
    /// <summary>Where the device is now.</summary>
    /// <exception cref="DeviceException">Service discovery does not know it.</exception>
    public Uri AddressOf(DeviceConfiguration device)
    {
        var (host, port) = DeviceAddress.Resolve(device, configuration);
        return new UriBuilder("opc.tcp", host, port, device.OpcUa!.Path).Uri;
    }

    /// <summary>A client for a device, not connected yet.</summary>
    /// <exception cref="DeviceException">The setting of the password is missing.</exception>
    public OpcUaClient Create(DeviceConfiguration device, Uri address)
    {
        var settings = device.OpcUa!;
        var isSecure = settings.Security != OpcUaSecurity.None;
        // The client's timeouts run on the system's clock: they guard a real socket.
        return new OpcUaClient(new OpcUaClientOptions
        {
            Url = address,
            ApplicationName = "Faultline collector",
            ApplicationUri = trust.ApplicationUri,
            Certificate = isSecure ? trust.Own : null,
            Validator = isSecure || settings.User is not null ? trust.Validator : null,
            VerifyHost = settings.VerifyHost,
            Security = SecurityOf(settings),
            Identity = IdentityOf(settings),
            RequestTimeout = TimeSpan.FromMilliseconds(Math.Max(device.RequestTimeoutMs, 100)),
            SessionTimeout = TimeSpan.FromMilliseconds(settings.LifetimeMs),
            KeepAliveInterval = TimeSpan.FromMilliseconds(Math.Clamp(settings.KeepAliveMs, 100, 600_000)),
        });
    }

    private static EndpointSecurity SecurityOf(OpcUaSettings settings)
    {
        var mode = settings.SignOnly ? MessageSecurityMode.Sign : MessageSecurityMode.SignAndEncrypt;
        return settings.Security switch
        {
            OpcUaSecurity.None => EndpointSecurity.None,
            OpcUaSecurity.Basic256Sha256 => new EndpointSecurity(SecurityPolicy.Basic256Sha256, mode),
            OpcUaSecurity.Aes128Sha256RsaOaep => new EndpointSecurity(SecurityPolicy.Aes128Sha256RsaOaep, mode),
            OpcUaSecurity.Aes256Sha256RsaPss => new EndpointSecurity(SecurityPolicy.Aes256Sha256RsaPss, mode),
            _ => new EndpointSecurity(null, mode),
        };
    }

    private OpcUaIdentity IdentityOf(OpcUaSettings settings)
    {
        if (string.IsNullOrEmpty(settings.User))
            return OpcUaIdentity.Anonymous;
        var key = $"Secrets:{settings.Password}";
        return OpcUaIdentity.User(settings.User, configuration[key] ?? throw new DeviceException($"The setting {key} is missing: the password of user {settings.User}."));
    }
}
