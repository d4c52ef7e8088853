using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A version in the registry, without its bytes.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name.</param>
/// <param name="Version">Number under that name, from 1.</param>
/// <param name="Kind">How its bytes are read.</param>
/// <param name="Fingerprint">What predictions carry as model version.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="SizeBytes">Number of bytes.</param>
/// <param name="Components">What it answers for.</param>
/// <param name="Metadata">Where it came from.</param>
/// <param name="Evaluation">How well it does.</param>
/// <param name="RegisteredAt">When, UTC.</param>
/// <param name="RegisteredBy">By whom.</param>
public sealed record RegisteredModel(
    int Id, string Name, int Version, ModelKind Kind, string Fingerprint, string Sha256, int SizeBytes, IReadOnlyList<Component> Components, JsonElement Metadata,
    JsonElement Evaluation, DateTimeOffset RegisteredAt, string RegisteredBy);
