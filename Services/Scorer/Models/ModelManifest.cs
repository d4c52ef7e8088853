using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Scorer.Models;

/// <summary>What comes beside an uploaded model file.</summary>
/// <param name="Name">What its versions are numbered under: a-z, 0-9 and '-', 1 to 64 characters.</param>
/// <param name="Kind">faultline or onnx.</param>
/// <param name="Sha256">SHA-256 of the file, 64 hex digits.</param>
/// <param name="Component">What an ONNX model answers for; not given for a model file of Trainer, which answers for all.</param>
/// <param name="Metadata">Where the model came from; an object. A model file of Trainer says so itself.</param>
/// <param name="Evaluation">How well it does; an object, such as Trainer evaluate writes. Without it, what the model file says itself.</param>
/// <param name="Sample">Windows and expected answers: <c>{"windows": [[1020 numbers], …], "expected": {"valve": [[4 probabilities], …], …}}</c>.</param>
public sealed record ModelManifest(
    string? Name, string? Kind, string? Sha256, Component? Component, JsonElement? Metadata, JsonElement? Evaluation, JsonElement? Sample);
