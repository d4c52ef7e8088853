using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.EndToEnd.Line;
using Xunit;

namespace Faultline.EndToEnd;

[Collection(LineCollection.Name)]
public sealed class LineTests(RunningLine line)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Systems_OfTheDefaultPlant_AreListedWithSeventeenSensors()
    {
        await line.Hub.PredictionAsync(prediction => prediction.SystemId.Value == "hydraulic-3", Patience);

        var systems = await line.Plant.GetAsync("/api/systems");
        var sensors = await line.Plant.GetAsync("/api/systems/hydraulic-3/sensors");

        Assert.Equal(["hydraulic-1", "hydraulic-2", "hydraulic-3"], systems.EnumerateArray().Select(system => system.GetProperty("id").GetString()));
        Assert.Equal(HydraulicRig.SensorCount, sensors.GetArrayLength());
    }

    [Fact]
    public async Task PumpLeakage_RampedOnMachine2_IsPredictedAndRaisesAnAlarm()
    {
        await line.Hub.PredictionAsync(prediction => prediction.SystemId.Value == "hydraulic-2" && ConditionOf(prediction, Component.Pump) == 0, Patience);

        await line.Plant.SetConditionAsync("2", "pump", 2, rampSeconds: 5);
        try
        {
            var prediction = await line.Hub.PredictionAsync(
                candidate => candidate.SystemId.Value == "hydraulic-2" && ConditionOf(candidate, Component.Pump) == 2, Patience);
            // The window passes through grade 1 while it fills with grade 2: an alarm of grade 1 is replaced by the graver one.
            var raised = await line.Hub.AlarmAsync(
                candidate => candidate.Event == AlarmEvent.Raised && candidate.Alarm.Kind == AlarmKind.PredictedFault
                    && candidate.Alarm.SystemId.Value == "hydraulic-2" && candidate.Alarm.Source == "pump" && candidate.Alarm.Value == 2,
                Patience);
            var stored = await line.Plant.GetAsync("/api/alarms?state=active&system_id=hydraulic-2");

            Assert.True(prediction.Components.Single(component => component.Component == Component.Pump).Probability > 0.5);
            Assert.Contains(stored.EnumerateArray(), alarm => alarm.GetProperty("id").GetGuid() == raised.Alarm.Id);
        }
        finally
        {
            await line.Plant.SetConditionAsync("2", "pump", 0);
        }
    }

    [Fact]
    public async Task Pressure_OverItsHighHighLimit_ReachesTheHubAndIsAcknowledged()
    {
        await line.Plant.SetSensorAsync("hydraulic-1", "PS1", "stuck", 230);
        try
        {
            var raised = await line.Hub.AlarmAsync(
                candidate => candidate.Event == AlarmEvent.Raised && candidate.Alarm.SystemId.Value == "hydraulic-1"
                    && candidate.Alarm.Source == "PS1" && candidate.Alarm.Condition == AlarmCondition.HighHigh,
                Patience);
            using var answer = await line.Plant.Http.PostAsync(new Uri($"/api/alarms/{raised.Alarm.Id}/acknowledge", UriKind.Relative), null);
            var acknowledged = await line.Hub.AlarmAsync(
                candidate => candidate.Event == AlarmEvent.Acknowledged && candidate.Alarm.Id == raised.Alarm.Id, Patience);

            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            Assert.Equal("admin", acknowledged.Alarm.AcknowledgedBy);
            Assert.Equal(200, raised.Alarm.Limit);
        }
        finally
        {
            await line.Plant.SetSensorAsync("hydraulic-1", "PS1", "normal");
        }
        await line.Hub.AlarmAsync(
            candidate => candidate.Event == AlarmEvent.Cleared && candidate.Alarm.SystemId.Value == "hydraulic-1" && candidate.Alarm.Source == "PS1", Patience);
    }

    [Fact]
    public async Task GarbageRegister_EndsInQuarantineWithItsReason_NeverInReading()
    {
        await line.Plant.SetSensorAsync("hydraulic-3", "TS3", "nan");
        try
        {
            var entry = await EventuallyAsync(async () =>
            {
                var page = await line.Plant.GetAsync("/api/quarantine?system_id=hydraulic-3&limit=50");
                return page.EnumerateArray().FirstOrDefault(
                    item => item.GetProperty("sensor_name").GetString() == "TS3" && item.GetProperty("reason").GetString() == "not_finite");
            });

            Assert.NotEmpty(entry.GetProperty("raw").GetString()!);
            Assert.Equal(0L, await new StoredReadings(line.Host.ConnectionString).NotFiniteAsync());
        }
        finally
        {
            await line.Plant.SetSensorAsync("hydraulic-3", "TS3", "normal");
        }
    }

    [Fact]
    public async Task DiagnosticsPredict_OfAWholeWindow_IsScoredStoredLabelledAndExported()
    {
        using var answer = await PredictAsync(Window());
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var id = (await answer.Content.ReadFromJsonAsync<Prediction>(FaultlineJson.Options))!.Id;
        using var labelled = await line.Plant.Http.PostAsJsonAsync("/api/labels", new { prediction_id = id, verdict = "right" });

        var stored = await line.Plant.GetAsync("/api/systems/hydraulic-1/predictions?source=request");
        await using var export = await line.Plant.Http.GetStreamAsync(new Uri("/api/labels/export", UriKind.Relative));
        await using var zip = new ZipArchive(export);
        using var labels = new StreamReader(await zip.GetEntry("labels.csv")!.OpenAsync());

        Assert.Equal(HttpStatusCode.Created, labelled.StatusCode);
        Assert.Contains(stored.EnumerateArray(), prediction => prediction.GetProperty("id").GetGuid() == id);
        Assert.Contains($"{id},hydraulic-1,", await labels.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DiagnosticsPredict_OfAWindowThatLacksASensor_NamesIt()
    {
        var window = Window();
        window.Remove("PS3");

        using var refused = await PredictAsync(window);
        var problem = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("PS3", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/systems")]
    [InlineData("/api/alarms")]
    [InlineData("/ml/models/info")]
    [InlineData("/simulator/machines")]
    public async Task Route_WithoutSignIn_IsRefused(string path)
    {
        using var stranger = new HttpClient { BaseAddress = line.Host.GatewayUri };

        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static Dictionary<string, double[]> Window() => HydraulicRig.Sensors.ToDictionary(sensor => sensor.Name, sensor => Enumerable.Repeat(sensor.PhysicalMinimum + 1, 60).ToArray());

    private Task<HttpResponseMessage> PredictAsync(Dictionary<string, double[]> window) =>
        line.Plant.Http.PostAsJsonAsync("/api/diagnostics/predict", new { system_id = "hydraulic-1", window });

    private static double ConditionOf(Prediction prediction, Component component) =>
        prediction.Components.Single(candidate => candidate.Component == component).Condition;

    /// <summary>Asks again each time the line has made progress (a prediction arrived), until there is an answer.</summary>
    private async Task<JsonElement> EventuallyAsync(Func<Task<JsonElement>> ask)
    {
        while (true)
        {
            var answer = await ask();
            if (answer.ValueKind != JsonValueKind.Undefined)
                return answer;
            var seen = line.Hub.Seen<Prediction>().Count;
            await line.Hub.PredictionAsync(_ => line.Hub.Seen<Prediction>().Count > seen, Patience);
        }
    }
}
