using System.Buffers;
using System.Security.Cryptography;

namespace Faultline.TimeSeries;

/// <summary>Passes a stream on and hashes it on the way.</summary>
internal static class CopyHash
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Copies all of <paramref name="source"/>; returns the length and the SHA-256 in hexadecimal digits.</summary>
    public static async Task<(long Bytes, string Sha256)> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var bytes = 0L;
            while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                bytes += read;
            }
            return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
