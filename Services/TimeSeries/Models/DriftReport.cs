using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>How a system's latest windows compare with the training data.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="Fingerprint">The model whose training data it is.</param>
/// <param name="Windows">Windows that were compared.</param>
/// <param name="Verdicts">One entry a sensor and a component: an array.</param>
/// <param name="ComparedAt">When, UTC.</param>
public sealed record DriftReport(SystemId SystemId, string Fingerprint, int Windows, JsonElement Verdicts, DateTimeOffset ComparedAt);
