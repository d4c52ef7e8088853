using System.Globalization;
using System.Text;

namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>One request, as its bytes go over the wire.</summary>
internal sealed class LoadRequest
{
    public LoadRequest(Uri server, string path, string token, byte[] body)
    {
        Server = server;
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        Bytes = (byte[])[.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public Uri Server { get; }

    public ReadOnlyMemory<byte> Bytes { get; }
}
