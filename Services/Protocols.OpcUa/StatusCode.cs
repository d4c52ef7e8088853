namespace Faultline.Protocols.OpcUa;

/// <summary>Outcome of a service or quality of a value (OPC 10000-4 §7.39): severity in the top two bits, sub-code below, info bits in the low 16.</summary>
public readonly record struct StatusCode(uint Value)
{
    /// <summary>Severity bits 00.</summary>
    public bool IsGood => Value >> 30 == 0;

    /// <summary>Severity bits 01.</summary>
    public bool IsUncertain => Value >> 30 == 1;

    /// <summary>Severity bits 10 (and the reserved 11).</summary>
    public bool IsBad => Value >> 31 == 1;

    /// <summary>The code without its info bits, to compare with the names in <see cref="StatusCodes"/>.</summary>
    public StatusCode Code => new(Value & 0xFFFF0000);

    /// <summary>Name and number.</summary>
    public override string ToString() => StatusCodes.NameOf(this) is { } name ? $"{name} (0x{Value:X8})" : $"0x{Value:X8}";
}
