using Faultline.Contracts;
using Faultline.Dashboard.Live;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Dashboard.Tests;

public sealed class PlantStateTests
{
    private readonly FakeTimeProvider time = new(Samples.Start);
    private readonly PlantState plant;

    public PlantStateTests() => plant = new PlantState(time);

    [Fact]
    public void Apply_ReadingsBeforeDescription_AreThereAfterIt()
    {
        plant.Apply(Samples.Readings(1, ("PS1", 160)));
        plant.Apply(Samples.Prediction(1, Component.Pump, 1));
        plant.Describe(Samples.Info, Samples.Sensors);

        var view = plant.Find("hydraulic-1")!;
        Assert.Equal(160, view.ValueOf("PS1")!.Value.Value);
        Assert.NotNull(view.Prediction);
    }

    [Fact]
    public void Apply_OlderValue_IsIgnored()
    {
        plant.Describe(Samples.Info, Samples.Sensors);
        plant.Apply(Samples.Readings(2, ("PS1", 2)));
        plant.Apply(Samples.Readings(1, ("PS1", 1), ("PS2", 1)));

        Assert.Equal(2, plant.Find("hydraulic-1")!.ValueOf("PS1")!.Value.Value);
        Assert.Equal(1, plant.Find("hydraulic-1")!.ValueOf("PS2")!.Value.Value);
    }

    [Fact]
    public void Apply_OlderPrediction_IsIgnored()
    {
        plant.Describe(Samples.Info, Samples.Sensors);
        plant.Apply(Samples.Prediction(10, Component.Pump, 2));
        plant.Apply(Samples.Prediction(9, Component.Pump, 0));

        Assert.Equal(2, plant.Find("hydraulic-1")!.Prediction!.Components[0].Condition);
    }

    [Fact]
    public void Describe_Again_KeepsValues()
    {
        plant.Describe(Samples.Info, Samples.Sensors);
        plant.Apply(Samples.Readings(1, ("PS1", 160)));
        plant.Describe(Samples.Info with { Name = "Renamed" }, Samples.Sensors);

        Assert.Equal("Renamed", plant.Find("hydraulic-1")!.Info.Name);
        Assert.NotNull(plant.Find("hydraulic-1")!.ValueOf("PS1"));
    }

    [Fact]
    public void Trace_ManyValues_KeepsTheLastAtTheInterval()
    {
        var trace = new Trace(4, TimeSpan.FromSeconds(0.5));
        for (var i = 0; i < 20; i++) trace.Add(Samples.Start.AddSeconds(i * 0.25), i);

        Assert.Equal(4, trace.Count);
        Assert.Equal([12, 14, 16, 18], Enumerable.Range(0, 4).Select(i => trace[i].Value));
    }
}
