using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A batch does not follow the last stored one of its stream: storing it would hide that readings are missing. Nothing was stored.</summary>
public sealed class SequenceGapException : StorageException
{
    /// <summary>Creates it without a message.</summary>
    public SequenceGapException()
    {
    }

    /// <summary>Creates it with what is wrong.</summary>
    public SequenceGapException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with what is wrong and what caused it.</summary>
    public SequenceGapException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates it for a stream.</summary>
    public SequenceGapException(string collector, SystemId system, long expected, long actual)
        : base($"Stream ({collector}, {system}) is stored up to batch {expected - 1}; batch {actual} came where {expected} must follow.")
    {
        Collector = collector;
        System = system;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The collector's id.</summary>
    public string Collector { get; } = "";

    /// <summary>The system.</summary>
    public SystemId System { get; }

    /// <summary>Number that must follow.</summary>
    public long Expected { get; }

    /// <summary>Number that came.</summary>
    public long Actual { get; }
}
