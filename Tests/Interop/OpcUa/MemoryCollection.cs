namespace Faultline.Interop.OpcUa;

/// <summary>Runs after all others and alone: what it measures is the process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "memory";
}
