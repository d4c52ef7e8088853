using System.Text.Json;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>Writes the answer of a batch as <see cref="BatchResponse"/> describes it, window by window.</summary>
internal sealed class BatchWriter : IDisposable
{
    private readonly Utf8JsonWriter json;

    public BatchWriter(PooledBuffer output, string modelVersion)
    {
        json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("model_version"u8, modelVersion);
        json.WriteStartArray("results"u8);
    }

    public void Add(int index, in ScoredItem item)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WritePropertyName("prediction"u8);
        if (item.Window is { } window)
        {
            PredictionWriter.Write(json, window);
            json.WriteNull("reason"u8);
            json.WriteNull("errors"u8);
        }
        else
        {
            json.WriteNullValue();
            json.WriteString("reason"u8, item.IsInsufficient ? "insufficient_data"u8 : "invalid"u8);
            WriteErrors(item.Faults);
        }
        json.WriteEndObject();
    }

    public void End()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    public void Dispose() => json.Dispose();

    private void WriteErrors(RequestFaults faults)
    {
        json.WriteStartObject("errors"u8);
        foreach (var (place, messages) in faults.ToErrors())
        {
            json.WriteStartArray(place);
            foreach (var message in messages)
                json.WriteStringValue(message);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
