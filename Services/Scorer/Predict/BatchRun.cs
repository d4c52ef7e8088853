using System.Text.Json;
using Faultline.Scorer.Models;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>A batch being scored, which can pause between two windows: it goes on where it stopped in the body. Not thread-safe.</summary>
internal sealed class BatchRun : IDisposable
{
    private readonly RequestScoring scoring;
    private readonly ServingSet set;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly RequestFaults faults;
    private readonly PostedWindow window = new();
    private readonly BatchWriter answer;
    private JsonReaderState state;
    private int position;
    private int count;
    private bool isInItems;
    private bool hasItems;

    /// <param name="scoring">Scores the windows; all of them with the models of now.</param>
    /// <param name="body">The body.</param>
    /// <param name="output">Gets the answer.</param>
    /// <param name="faults">Gets the faults of the batch itself.</param>
    public BatchRun(RequestScoring scoring, ReadOnlyMemory<byte> body, PooledBuffer output, RequestFaults faults)
    {
        this.scoring = scoring;
        this.faults = faults;
        bytes = body;
        set = scoring.Models;
        answer = new BatchWriter(output, set.Version);
    }

    /// <summary>Goes on to the next window's end, or to the end of the body; false there.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public bool Advance()
    {
        var body = new BodyReader(bytes.Span[position..], state);
        var more = isInItems ? ReadItem(ref body) : ReadProperties(ref body.Json);
        (position, state) = (position + body.Consumed, body.Json.CurrentState);
        if (!more)
            End();
        return more;
    }

    public void Dispose()
    {
        answer.Dispose();
        window.Dispose();
    }

    private bool ReadItem(ref BodyReader body)
    {
        ref var reader = ref body.Json;
        reader.Read();
        isInItems = reader.TokenType != JsonTokenType.EndArray;
        if (!isInItems)
            return true;
        if (count < BatchScoring.MaxItems)
            answer.Add(count, scoring.Score(ref body, window, set));
        else
            reader.Skip();
        count++;
        return true;
    }

    // To the first items, or to the end of the body.
    private bool ReadProperties(ref Utf8JsonReader reader)
    {
        if (position == 0)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                faults.Add("items", "An object with items is expected.");
        }
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var isItems = reader.ValueTextEquals("items"u8);
            reader.Read();
            if (isItems && hasItems)
                faults.Add("items", "items is given twice.");
            else if (isItems && reader.TokenType != JsonTokenType.StartArray)
                faults.Add("items", "An array is expected.");
            else
                isInItems = isItems;
            hasItems |= isItems;
            if (isInItems)
                return true;
            reader.Skip();
        }
        return false;
    }

    private void End()
    {
        if (count is 0 or > BatchScoring.MaxItems && !faults.Any)
            faults.Add("items", $"{count} items; 1 to {BatchScoring.MaxItems} are expected.");
        answer.End();
    }
}
