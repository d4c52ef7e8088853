using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>What browsing a node brought, all continuation points followed.</summary>
/// <param name="Status">Good, or why the references are none or not all; BadResponseTooLarge: more than the client takes.</param>
/// <param name="References">The references.</param>
public sealed record NodeReferences(StatusCode Status, IReadOnlyList<ReferenceDescription> References);
