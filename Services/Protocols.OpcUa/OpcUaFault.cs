namespace Faultline.Protocols.OpcUa;

/// <summary>Makes every <see cref="OpcUaException"/>, so that messages are alike: place, what was found, code.</summary>
internal static class OpcUaFault
{
    internal static OpcUaException Decoding(StatusCode status, string place, int position) =>
        new(status, $"Cannot decode {place}: {status} at byte {position}.");

    internal static OpcUaException Encoding(StatusCode status, string place) => new(status, $"Cannot encode {place}: {status}.");

    internal static OpcUaException Transport(StatusCode status, string what) => new(status, $"OPC UA connection: {what}: {status}.");

    internal static OpcUaException PeerError(StatusCode status, string? reason) =>
        new(status, $"The OPC UA peer ended the connection with {status}: {reason ?? "no reason given"}");

    internal static OpcUaException Closed(string what, Exception? inner = null) =>
        new(StatusCodes.BadConnectionClosed, $"OPC UA connection closed: {what}", inner);

    /// <summary>
    /// Every failure of decryption, padding, signature and token looks alike, so that a peer learns nothing from which check failed.
    /// </summary>
    internal static OpcUaException SecurityChecksFailed() =>
        new(StatusCodes.BadSecurityChecksFailed, "OPC UA message rejected: its security checks failed.");

    internal static OpcUaException Certificate(StatusCode status, string subject, string what) =>
        new(status, $"Certificate of {subject}: {what}: {status}.");

    internal static OpcUaException Policy(string what) => new(StatusCodes.BadSecurityPolicyRejected, $"OPC UA security policy: {what}.");

    internal static OpcUaException Service(StatusCode status, string request, string? detail = null) =>
        new(status, $"{request} was answered with {status}{(detail is null ? "" : $": {detail}")}.");

    internal static OpcUaException NotConnected(Uri url, Exception inner) =>
        new(StatusCodes.BadNotConnected, $"No connection to {url}: {inner.Message}", inner);

    internal static OpcUaException Session(StatusCode status, string what) => new(status, $"OPC UA session: {what}: {status}.");
}
