using Faultline.Contracts;

namespace Faultline.Collector.Processing;

/// <summary>Where what a device delivered ends. Never throws and never waits for anything but the disk.</summary>
internal interface IIntake
{
    /// <summary>Takes readings in order of their times.</summary>
    /// <param name="system">Their system.</param>
    /// <param name="device">Where they come from.</param>
    /// <param name="readings">At most <see cref="ReadingFrame.MaxReadings"/>; not kept.</param>
    /// <param name="suppressed">Readings that the deadbands left out of it.</param>
    void Take(SystemId system, string device, ReadOnlySpan<Reading> readings, int suppressed);

    /// <summary>Takes a text.</summary>
    void Take(TextReading text);

    /// <summary>Takes a rejected reading.</summary>
    void Quarantine(QuarantinedReading reading);
}
