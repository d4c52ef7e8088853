using System.Globalization;

namespace Faultline.Contracts;

/// <summary>Collects the faults of one device or tag.</summary>
internal sealed class FaultList(List<ConfigurationFault> faults, string device, string? tag)
{
    public void Add(string field, string message) => faults.Add(new ConfigurationFault(device, tag, field, message));

    /// <summary>A number must be within a range.</summary>
    public void Range(string field, double value, double lowest, double highest, string unit = "")
    {
        if (!(value >= lowest && value <= highest))
            Add(field, $"{Number(value)}{unit} is outside {Number(lowest)} to {Number(highest)}{unit}.");
    }

    /// <summary>A number must be finite, if there is one.</summary>
    public void Finite(string field, double? value)
    {
        if (value is { } number && !double.IsFinite(number))
            Add(field, $"{Number(number)} is no finite number.");
    }

    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
