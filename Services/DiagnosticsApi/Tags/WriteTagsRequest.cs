using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Tags;

/// <summary>Body of POST /api/tags/write.</summary>
/// <param name="Values">Text ids (hydraulic-2.SP1) of tags of one device, and values in their units; written in this order, neighbours in one request.</param>
public sealed record WriteTagsRequest(IReadOnlyList<TagValue>? Values);
