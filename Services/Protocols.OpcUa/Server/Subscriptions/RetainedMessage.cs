using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>A notification as it was sent, kept until it is acknowledged. Its bytes are pooled.</summary>
/// <param name="SequenceNumber">Its number.</param>
/// <param name="PublishTime">When it was sent first, UTC.</param>
/// <param name="Buffer">Pooled buffer with the encoded DataChangeNotification.</param>
/// <param name="Length">Bytes of it that count.</param>
internal sealed record RetainedMessage(uint SequenceNumber, DateTime PublishTime, byte[] Buffer, int Length)
{
    /// <summary>The message; its body ends with the buffer unless it is copied.</summary>
    internal NotificationMessage ToMessage(bool copy) => new()
    {
        SequenceNumber = SequenceNumber,
        PublishTime = PublishTime,
        NotificationData =
        [
            new ExtensionObject(
                DataChangeNotification.BinaryEncodingId, ExtensionObjectEncoding.Binary,
                copy ? Buffer.AsSpan(0, Length).ToArray() : Buffer.AsMemory(0, Length)),
        ],
    };
}
