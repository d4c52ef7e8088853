using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A device as it is stored: its configuration and the SHA-256 of its JSON, which tells whether it changed.</summary>
public sealed record DeviceDocument
{
    private DeviceDocument(DeviceConfiguration device, string text, string digest) => (Device, Text, Digest) = (device, text, digest);

    /// <summary>The device with its tags.</summary>
    public DeviceConfiguration Device { get; }

    /// <summary>Its JSON.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the JSON's UTF-8 bytes, 64 hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Of a configuration.</summary>
    public static DeviceDocument Of(DeviceConfiguration device)
    {
        var text = JsonSerializer.Serialize(device, FaultlineJson.Options);
        return new DeviceDocument(device, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>From stored text.</summary>
    /// <exception cref="StorageException">The text is no device, or does not have this digest.</exception>
    public static DeviceDocument Parse(string text, string digest)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) != digest)
            throw new StorageException($"The stored document {digest} does not have that digest.");
        try
        {
            var device = JsonSerializer.Deserialize<DeviceConfiguration>(text, FaultlineJson.Options)
                ?? throw new StorageException($"The stored document {digest} is null.");
            return new DeviceDocument(device, text, digest);
        }
        catch (JsonException exception)
        {
            throw new StorageException($"The stored document {digest} is no device: {exception.Message}", exception);
        }
    }
}
