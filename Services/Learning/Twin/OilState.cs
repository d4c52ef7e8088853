namespace Faultline.Learning.Twin;

/// <summary>Oil temperatures of the rig, means over a load cycle.</summary>
/// <param name="Ts1Celsius">TS1, recorded 35..58 °C.</param>
/// <param name="Ts2Celsius">TS2, recorded 40..62 °C.</param>
public readonly record struct OilState(double Ts1Celsius, double Ts2Celsius);
