namespace Faultline.Kubernetes.Manifest;

/// <summary>A text of the manifest, resolved.</summary>
/// <param name="Text">With $(VARIABLE) where a secret belongs.</param>
/// <param name="Secrets">Keys of the secrets it holds, sorted.</param>
/// <param name="Edges">The resources and bindings whose address it holds.</param>
public sealed record ResolvedText(string Text, IReadOnlyCollection<string> Secrets, IReadOnlyCollection<(string Resource, string Binding)> Edges)
{
    /// <summary>It is a secret and nothing else.</summary>
    public string? OnlySecret => Secrets.Count == 1 && Text == $"$({Expression.VariableOf(Secrets.Single())})" ? Secrets.Single() : null;
}
