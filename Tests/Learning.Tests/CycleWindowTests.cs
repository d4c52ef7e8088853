using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

public class CycleWindowTests
{
    private static Dictionary<string, double[]> Sensors() =>
        RigLayout.SensorNames.ToDictionary(name => name, name => Enumerable.Range(0, 60).Select(i => (double)i).ToArray());

    [Fact]
    public void FromSensors_EveryFault_IsNamed()
    {
        var sensors = Sensors();
        sensors["PS2"][17] = double.NaN;
        sensors["TS1"] = new double[59];
        sensors.Remove("SE");
        sensors["PS9"] = new double[60];

        var faults = Assert.Throws<WindowException>(() => CycleWindow.FromSensors(sensors)).Faults;

        Assert.Contains(new WindowFault("PS2", 17, "PS2[17] is NaN, not a finite number"), faults);
        Assert.Contains(new WindowFault("TS1", null, "TS1 has 59 values, expected 60"), faults);
        Assert.Contains(new WindowFault("SE", null, "SE is missing"), faults);
        Assert.Contains(new WindowFault("PS9", null, "PS9 is not a sensor of the rig"), faults);
        Assert.Equal(4, faults.Count);
    }

    [Fact]
    public void FromPartial_GapOverTheEnd_IsBridgedOnTheCircle()
    {
        var values = CycleWindow.FromSensors(Sensors()).Values.ToArray();
        values[59] = values[0] = values[1] = double.NaN;

        var window = CycleWindow.FromPartial(values);

        Assert.Equal(1017 / 1020.0, window.Coverage, 12);
        Assert.Equal([44, 30, 16], [window.Sensor(0)[59], window.Sensor(0)[0], window.Sensor(0)[1]]);
    }

    [Fact]
    public void FromPartial_SensorWithoutAnyValue_IsRejected()
    {
        var values = CycleWindow.FromSensors(Sensors()).Values.ToArray();
        values.AsSpan(60, 60).Fill(double.NaN);

        Assert.Equal("PS2", Assert.Single(Assert.Throws<WindowException>(() => CycleWindow.FromPartial(values)).Faults).Sensor);
    }

    [Fact]
    public void Rotate_ThereAndBack_IsTheSame()
    {
        var window = CycleWindow.FromSensors(Sensors());

        Assert.Equal(17, window.Rotate(17).Sensor(4)[0]);
        Assert.Equal(window.Values, window.Rotate(17).Rotate(43).Values);
    }

    [Fact]
    public void Rotate_WindowWithGaps_TakesThemAlong()
    {
        var values = new double[RigLayout.Values];
        values[5] = values[(3 * RigLayout.Seconds) + 1] = double.NaN;

        var rotated = CycleWindow.FromPartial(values).Rotate(3);

        Assert.Equal([2, (3 * RigLayout.Seconds) + 58], rotated.Missing.ToArray());
        Assert.Equal(1 - (2 / 1020.0), rotated.Coverage);
    }
}
