using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;
using Faultline.DiagnosticsApi.Tests.Running;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Live;

public sealed class LiveSystemTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private readonly LiveState state = new();
    private readonly SystemDefinition whole = Plant.NewSystem();

    [Fact]
    public void Sensor_ConfiguredLater_IsFollowedFromThenOn()
    {
        var system = state.Ensure(whole with { Sensors = [] });
        system.Take([Plant.Reading(whole, "PS1", Start, 150)]);
        Assert.Null(system.Readings);

        Assert.Same(system, state.Ensure(whole));
        system.Take([Plant.Reading(whole, "PS1", Start.AddSeconds(1), 151)]);

        Assert.Equal(151, system.Readings!.Values["PS1"].Value);
    }

    [Fact]
    public void Sensor_RenamedOrRemoved_IsNoLongerToldUnderItsOldName()
    {
        var system = state.Ensure(whole);
        system.Take([Plant.Reading(whole, "PS1", Start, 150), Plant.Reading(whole, "PS2", Start, 110), Plant.Reading(whole, "TS1", Start, 44)]);

        state.Ensure(whole with { Sensors = [.. whole.Sensors.Where(sensor => sensor.Name != "PS2").Select(sensor => sensor.Name == "PS1" ? sensor with { Name = "Pump" } : sensor)] });
        Assert.Equal(["TS1"], system.Readings!.Values.Keys);
        system.Take([Plant.Reading(whole, "PS1", Start.AddSeconds(1), 151)]);

        Assert.Equal(["Pump", "TS1"], system.Readings!.Values.Keys.Order());
    }

    [Fact]
    public void Definition_ThatSaysTheSame_ChangesNothing()
    {
        var system = state.Ensure(whole);
        system.Take([Plant.Reading(whole, "PS1", Start, 150)]);
        var told = system.Readings;

        state.Ensure(whole with { Sensors = [.. whole.Sensors] });

        Assert.Same(told, system.Readings);
    }
}
