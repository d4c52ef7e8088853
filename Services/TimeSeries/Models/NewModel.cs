using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A model to be registered; checked before.</summary>
/// <param name="Name">What its versions are numbered under.</param>
/// <param name="Kind">How its bytes are read.</param>
/// <param name="Fingerprint">What predictions carry as model version.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Components">What it answers for.</param>
/// <param name="Metadata">Where it came from; an object.</param>
/// <param name="Evaluation">How well it does; an object.</param>
/// <param name="Sample">Windows and the answers expected of them; an object.</param>
public sealed record NewModel(
    string Name, ModelKind Kind, string Fingerprint, string Sha256, byte[] Content, IReadOnlyList<Component> Components, JsonElement Metadata,
    JsonElement Evaluation, JsonElement Sample);
