using System.Text.Json;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>Scores the windows of a batch one after the other; a wrong one fails alone.</summary>
internal sealed class BatchScoring(RequestScoring scoring)
{
    /// <summary>Most items of a batch: some 200 ms of work.</summary>
    public const int MaxItems = 1000;

    /// <summary>The answer; null with at least one fault of the batch itself.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public BatchResponse? Score(ReadOnlySpan<byte> bytes, RequestFaults faults, CancellationToken cancellationToken)
    {
        var body = new BodyReader(bytes);
        ref var reader = ref body.Json;
        reader.Read();
        BatchResponse? answer = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("items", "An object with items is expected.");
            reader.Skip();
        }
        while (reader.TokenType != JsonTokenType.EndObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isItems = reader.ValueTextEquals("items"u8);
            reader.Read();
            if (isItems && answer is null)
                answer = Items(ref body, faults, cancellationToken);
            else if (isItems)
                faults.Add("items", "items is given twice.");
            reader.Skip();
        }
        // To the end: what follows must be JSON, too.
        while (reader.Read())
            continue;
        if (answer is null && !faults.Any)
            faults.Add("items", $"0 items; 1 to {MaxItems} are expected.");
        return faults.Any ? null : answer;
    }

    private BatchResponse? Items(ref BodyReader body, RequestFaults faults, CancellationToken cancellationToken)
    {
        ref var reader = ref body.Json;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("items", "An array is expected.");
            return null;
        }
        var set = scoring.Models;
        using var window = new PostedWindow();
        var results = new List<BatchResult>();
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (count >= MaxItems)
                reader.Skip();
            else
                results.Add(ResultOf(count, scoring.Score(ref body, window, set)));
        }
        if (count is 0 or > MaxItems)
            faults.Add("items", $"{count} items; 1 to {MaxItems} are expected.");
        return new BatchResponse(set.Version, results);
    }

    private static BatchResult ResultOf(int index, ScoredItem item) => item.Response is { } response
        ? new BatchResult(index, response, null, null)
        : new BatchResult(index, null, item.IsInsufficient ? "insufficient_data" : "invalid", item.Faults.ToErrors());
}
