using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Services;

/// <summary>
/// Walks the values of an encoded DataChangeNotification, OPC 10000-4 §7.25.2, one at a time: no array of them is made, and a number
/// costs no allocation.
/// </summary>
public ref struct DataChangeReader
{
    private OpcUaReader _reader;
    private int _left;

    /// <summary>A walk over the body of <paramref name="notification"/>, which must stay valid until its end.</summary>
    /// <exception cref="ArgumentException">It is no DataChangeNotification in binary; see <see cref="IsDataChange"/>.</exception>
    public DataChangeReader(ExtensionObject notification, OpcUaLimits limits)
    {
        if (!IsDataChange(notification))
            throw new ArgumentException($"{notification.TypeId} is no DataChangeNotification.", nameof(notification));
        _reader = new OpcUaReader(notification.Body, limits);
        _left = _reader.BeginArray(5, out var count) ? count : 0;
        Count = _left;
        _reader.ThrowIfFailed(nameof(DataChangeNotification));
    }

    /// <summary>How many values there are.</summary>
    public int Count { get; }

    /// <summary>The value that <see cref="MoveNext"/> went to.</summary>
    public MonitoredItemNotification Current { get; private set; }

    /// <summary>Whether a notification is a data change.</summary>
    public static bool IsDataChange(ExtensionObject notification) =>
        notification.Encoding == ExtensionObjectEncoding.Binary && notification.TypeId == DataChangeNotification.BinaryEncodingId;

    /// <summary>For foreach.</summary>
    public readonly DataChangeReader GetEnumerator() => this;

    /// <summary>Goes to the next value; false at the end.</summary>
    /// <exception cref="OpcUaException">The body does not decode.</exception>
    public bool MoveNext()
    {
        if (_left == 0)
            return false;
        _left--;
        Current = MonitoredItemNotification.Decode(ref _reader);
        _reader.ThrowIfFailed(nameof(MonitoredItemNotification));
        return true;
    }
}
