using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Scorer.Predict;

/// <summary>
/// Writes scored windows as <see cref="PredictResponse"/> describes them, straight from what the model says: making those objects and having them written by
/// reflection took longer than scoring four components. A test holds the two together.
/// </summary>
internal static class PredictionWriter
{
    private static readonly JsonEncodedText
        Id = JsonEncodedText.Encode("id"), SystemId = JsonEncodedText.Encode("system_id"), WindowStart = JsonEncodedText.Encode("window_start"),
        WindowEnd = JsonEncodedText.Encode("window_end"), ModelVersion = JsonEncodedText.Encode("model_version"), Coverage = JsonEncodedText.Encode("coverage"),
        PhaseShift = JsonEncodedText.Encode("phase_shift"), PhaseConfidence = JsonEncodedText.Encode("phase_confidence"),
        OffsetSeconds = JsonEncodedText.Encode("offset_seconds"), Components = JsonEncodedText.Encode("components"), ComponentName = JsonEncodedText.Encode("component"),
        Condition = JsonEncodedText.Encode("condition"), Unit = JsonEncodedText.Encode("unit"), Wear = JsonEncodedText.Encode("wear"),
        Probability = JsonEncodedText.Encode("probability"), Probabilities = JsonEncodedText.Encode("probabilities"),
        Contributions = JsonEncodedText.Encode("contributions"), Sensor = JsonEncodedText.Encode("sensor"), LogOdds = JsonEncodedText.Encode("log_odds"),
        AnomalyName = JsonEncodedText.Encode("anomaly"), Score = JsonEncodedText.Encode("score"), IsUnknown = JsonEncodedText.Encode("is_unknown"),
        IsBetweenLevels = JsonEncodedText.Encode("is_between_levels"),
        Sensors = JsonEncodedText.Encode("sensors"), Deviation = JsonEncodedText.Encode("deviation");

    public static void Write(Utf8JsonWriter json, in ScoredWindow window)
    {
        json.WriteStartObject();
        json.WriteString(Id, window.Id);
        json.WriteString(SystemId, window.SystemId);
        if (window.Start is { } start)
            json.WriteString(WindowStart, start);
        else
            json.WriteNull(WindowStart);
        json.WriteString(WindowEnd, window.End);
        json.WriteString(ModelVersion, window.ModelVersion);
        json.WriteNumber(Coverage, window.Cut.Alignment.Window.Coverage);
        json.WriteNumber(PhaseShift, window.Cut.Alignment.Shift);
        json.WriteNumber(PhaseConfidence, window.Cut.Alignment.Confidence);
        json.WriteNumber(OffsetSeconds, window.Cut.OffsetSeconds);
        json.WriteStartArray(Components);
        foreach (var component in window.Verdict.Components)
            Write(json, component);
        json.WriteEndArray();
        Write(json, window.Verdict.Anomaly);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ComponentPrediction prediction)
    {
        var text = ComponentText.Of(prediction.Component);
        json.WriteStartObject();
        json.WriteString(ComponentName, text.Name);
        json.WriteNumber(Condition, prediction.Condition);
        json.WriteString(Unit, text.Unit);
        json.WriteNumber(Wear, prediction.Wear);
        json.WriteNumber(Probability, prediction.Probability);
        json.WriteStartObject(Probabilities);
        for (var level = 0; level < text.Levels.Length; level++)
            json.WriteNumber(text.Levels[level], prediction.Probabilities[level]);
        json.WriteEndObject();
        Write(json, prediction.Contributions);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SensorContribution>? contributions)
    {
        if (contributions is null)
        {
            json.WriteNull(Contributions);
            return;
        }
        json.WriteStartArray(Contributions);
        foreach (var contribution in contributions)
        {
            json.WriteStartObject();
            json.WriteString(Sensor, contribution.Sensor);
            json.WriteNumber(LogOdds, contribution.LogOdds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Anomaly? anomaly)
    {
        if (anomaly is null)
        {
            json.WriteNull(AnomalyName);
            return;
        }
        json.WriteStartObject(AnomalyName);
        json.WriteNumber(Score, anomaly.Score);
        json.WriteBoolean(IsUnknown, anomaly.IsUnknown);
        json.WriteStartArray(Sensors);
        foreach (var deviation in anomaly.Sensors)
        {
            json.WriteStartObject();
            json.WriteString(Sensor, deviation.Sensor);
            json.WriteNumber(Deviation, deviation.Deviation);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean(IsBetweenLevels, anomaly.IsBetweenLevels);
        json.WriteEndObject();
    }
}
