using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A device as it is stored: its configuration and the SHA-256 of its JSON, which tells whether it changed. The JSON itself is not kept: it would outweigh the rest.</summary>
public sealed record DeviceDocument
{
    private DeviceDocument(DeviceConfiguration device, string digest) => (Device, Digest) = (device, digest);

    /// <summary>The device with its tags.</summary>
    public DeviceConfiguration Device { get; }

    /// <summary>SHA-256 of the JSON's UTF-8 bytes, 64 hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Of a configuration.</summary>
    public static DeviceDocument Of(DeviceConfiguration device) => new(device, DigestOf(JsonSerializer.SerializeToUtf8Bytes(device, FaultlineJson.Options)));

    /// <summary>The JSON to store for a configuration, and its digest.</summary>
    public static (string Text, string Digest) Write(DeviceConfiguration device)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(device, FaultlineJson.Options);
        return (Encoding.UTF8.GetString(bytes), DigestOf(bytes));
    }

    /// <summary>From stored text.</summary>
    /// <exception cref="StorageException">The text is no device, or does not have this digest.</exception>
    public static DeviceDocument Parse(string text, string digest)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (DigestOf(bytes) != digest)
            throw new StorageException($"The stored document {digest} does not have that digest.");
        try
        {
            var device = JsonSerializer.Deserialize<DeviceConfiguration>(bytes, FaultlineJson.Options)
                ?? throw new StorageException($"The stored document {digest} is null.");
            return new DeviceDocument(device, digest);
        }
        catch (JsonException exception)
        {
            throw new StorageException($"The stored document {digest} is no device: {exception.Message}", exception);
        }
    }

    private static string DigestOf(byte[] json) => Convert.ToHexStringLower(SHA256.HashData(json));
}
