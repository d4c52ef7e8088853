namespace Faultline.Contracts;

/// <summary>Where a tag stands in a Modbus device.</summary>
public sealed record ModbusTag
{
    /// <summary>Longest text in characters: a whole request of registers.</summary>
    public const int LongestText = 2 * ModbusSettings.RegisterLimit;

    /// <summary>Items in each table.</summary>
    public const int AddressSpace = 65536;

    /// <summary>The table. Default holding registers.</summary>
    public ModbusArea Area { get; init; } = ModbusArea.Holding;

    /// <summary>First address on the wire, 0 to 65535 (register 40001 of a manual is address 0 of the holding registers).</summary>
    public int Address { get; init; }

    /// <summary>What stands there. Default 16 bits without sign; bits are <see cref="TagType.Bool"/>.</summary>
    public TagType Type { get; init; } = TagType.Uint16;

    /// <summary>Order of its bytes. Default as the specification has it.</summary>
    public ByteOrder Order { get; init; }

    /// <summary>Bit of a register, 0 (lowest) to 15; null for coils, discrete inputs and numbers.</summary>
    public int? Bit { get; init; }

    /// <summary>Characters of a text, 1 to 250; null for other types.</summary>
    public int? Length { get; init; }

    /// <summary>Registers or bits it takes.</summary>
    public int Size() => Type switch
    {
        TagType.Int32 or TagType.Uint32 or TagType.Float32 or TagType.Bcd32 => 2,
        TagType.Int64 or TagType.Uint64 or TagType.Float64 => 4,
        TagType.String => ((Length ?? 1) + 1) / 2,
        _ => 1,
    };

    /// <summary>Whether the table holds single bits.</summary>
    public bool IsBitArea() => Area is ModbusArea.Coil or ModbusArea.Discrete;
}
