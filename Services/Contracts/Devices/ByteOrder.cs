namespace Faultline.Contracts;

/// <summary>Order of bytes on the wire, named for a 32-bit value whose highest byte is A.</summary>
public enum ByteOrder
{
    /// <summary>High word first, high byte first; eight bytes: ABCDEFGH.</summary>
    Abcd,

    /// <summary>Low word first, high byte first; eight bytes: GHEFCDAB.</summary>
    Cdab,

    /// <summary>High word first, bytes swapped; eight bytes: BADCFEHG.</summary>
    Badc,

    /// <summary>Low word first, bytes swapped; eight bytes: HGFEDCBA.</summary>
    Dcba,
}
