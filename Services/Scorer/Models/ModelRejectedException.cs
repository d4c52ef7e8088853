namespace Faultline.Scorer.Models;

/// <summary>A model that must not be used; says everything that is wrong with it.</summary>
public sealed class ModelRejectedException(IReadOnlyList<string> faults) : Exception(string.Join(' ', faults))
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
