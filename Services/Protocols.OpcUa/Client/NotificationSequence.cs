namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// Numbers of a subscription's notification messages, OPC 10000-4 §7.26: from 1 up, and after the largest 32-bit number 1 again.
/// A keep-alive carries the number of the message to come.
/// </summary>
internal struct NotificationSequence()
{
    /// <summary>Number of the next message.</summary>
    internal uint Expected { get; private set; } = 1;

    /// <summary>Messages from the expected one to the one before <paramref name="number"/>; 0 for the expected one.</summary>
    internal readonly uint DistanceTo(uint number) => number >= Expected ? number - Expected : uint.MaxValue - Expected + number;

    /// <summary>Whether a number was passed already: it lies in the half of the circle behind.</summary>
    internal readonly bool IsPassed(uint number) => number == 0 || DistanceTo(number) > uint.MaxValue / 2;

    /// <summary>Goes on behind a message.</summary>
    internal void Pass(uint number) => Expected = number == uint.MaxValue ? 1 : number + 1;

    /// <summary>Goes to a message, leaving out what lies before.</summary>
    internal void SkipTo(uint number) => Expected = number;
}
