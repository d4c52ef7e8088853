namespace Faultline.Protocols.Modbus.Registers;

/// <summary>
/// Order of bytes and words of a value that spans registers. The letters name the value's bytes, A the highest, as they arrive on the
/// wire. The specification fixes the order inside one register only (AP V1.1b3 §4.2: high byte first); the rest is each maker's choice.
/// </summary>
public enum RegisterOrder
{
    /// <summary>High word first, high byte first: big-endian; the default. Eight bytes: ABCDEFGH.</summary>
    Abcd,

    /// <summary>High word first, bytes swapped in each register. Eight bytes: BADCFEHG.</summary>
    Badc,

    /// <summary>Low word first, high byte first. Eight bytes: GHEFCDAB.</summary>
    Cdab,

    /// <summary>Low word first, bytes swapped in each register: little-endian. Eight bytes: HGFEDCBA.</summary>
    Dcba,
}
