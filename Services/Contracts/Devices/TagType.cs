using System.Diagnostics.CodeAnalysis;

namespace Faultline.Contracts;

/// <summary>How a value stands in registers. Values are kept as 64-bit floating point: 64-bit integers beyond ±2^53 are rounded.</summary>
[SuppressMessage("Naming", "CA1720:Identifiers should not contain type names", Justification = "These are the names of the types.")]
public enum TagType
{
    /// <summary>A coil or discrete input, or one bit of a register; 0 or 1.</summary>
    Bool,

    /// <summary>16 bits, two's complement.</summary>
    Int16,

    /// <summary>16 bits without sign.</summary>
    Uint16,

    /// <summary>32 bits, two's complement.</summary>
    Int32,

    /// <summary>32 bits without sign.</summary>
    Uint32,

    /// <summary>64 bits, two's complement.</summary>
    Int64,

    /// <summary>64 bits without sign.</summary>
    Uint64,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>Four binary-coded decimal digits in a register.</summary>
    Bcd16,

    /// <summary>Eight binary-coded decimal digits in two registers.</summary>
    Bcd32,

    /// <summary>ASCII text, two characters a register, ended by NUL or the length.</summary>
    String,
}
