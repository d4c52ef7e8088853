namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for WithEntrypoint and WithArgs: what the container runs instead of its image's own command.</summary>
internal sealed record ContainerCommandAnnotation(string Entrypoint, IReadOnlyList<string> Arguments) : IResourceAnnotation;
