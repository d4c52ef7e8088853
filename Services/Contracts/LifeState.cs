namespace Faultline.Contracts;

/// <summary>What can be said of a component's remaining life.</summary>
public enum LifeState
{
    /// <summary>Too few predictions or too short a time to see a trend.</summary>
    Pending,

    /// <summary>Wear does not rise, as far as the scatter lets one see.</summary>
    NotDegrading,

    /// <summary>Wear rises, and the time to the last level is known within its interval.</summary>
    Value,

    /// <summary>Wear rises so slowly, or is known so badly, that the end lies beyond what is told.</summary>
    BeyondHorizon,
}
