using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A value that is kept as it was set, by the application or by clients.</summary>
public sealed class StoredValue : IVariableSource
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private DataValue _value;

    /// <summary>A value to begin with, stamped with the present time.</summary>
    public StoredValue(Variant value, TimeProvider clock)
    {
        _clock = clock;
        Set(value);
    }

    /// <summary>Whether clients may write; default false.</summary>
    public bool Writable { get; init; }

    /// <summary>Sets the value with quality Good and the present time.</summary>
    public void Set(Variant value) => Set(new DataValue { Value = value, SourceTimestamp = _clock.GetUtcNow().UtcDateTime });

    /// <summary>Sets value, quality and times.</summary>
    public void Set(DataValue value)
    {
        lock (_lock)
            _value = value;
    }

    /// <inheritdoc/>
    public DataValue Read()
    {
        lock (_lock)
            return _value;
    }

    /// <inheritdoc/>
    public StatusCode Write(DataValue value)
    {
        if (!Writable)
            return StatusCodes.BadNotWritable;
        Set(value.SourceTimestamp == default ? value with { SourceTimestamp = _clock.GetUtcNow().UtcDateTime } : value);
        return StatusCodes.Good;
    }
}
