namespace Faultline.Contracts;

/// <summary>The three classes of OPC UA quality.</summary>
public enum QualityClass
{
    /// <summary>The value can be used.</summary>
    Good,

    /// <summary>The value is of doubtful worth: stored and shown, not scored.</summary>
    Uncertain,

    /// <summary>The value is unusable: stored and shown, not scored.</summary>
    Bad,
}
