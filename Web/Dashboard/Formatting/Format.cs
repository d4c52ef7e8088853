using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Dashboard.Formatting;

/// <summary>How numbers, times and names are written everywhere.</summary>
public static class Format
{
    /// <summary>Four significant digits at most and a decimal point, so that a column of values does not jump: 157.3, 9.84, 2412.</summary>
    public static string Value(double value)
    {
        if (!double.IsFinite(value)) return "–";
        var digits = Math.Abs(value) switch { >= 1000 => "0", >= 100 => "0.0", >= 10 => "0.00", _ => "0.000" };
        return value.ToString(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>A probability as whole percent; never 100 % or 0 % unless it is exactly that.</summary>
    public static string Percent(double probability) => probability switch
    {
        < 1 and > 0.995 => ">99 %",
        > 0 and < 0.005 => "<1 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{probability * 100:0} %"),
    };

    /// <summary>A size in bytes with three digits at most: 12.3 GB, 456 MB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
    };

    /// <summary>A component's condition with its unit: "20 %", "115 bar", "grade 1".</summary>
    public static string Condition(Component component, double level) => component == Component.Pump
        ? string.Create(CultureInfo.InvariantCulture, $"leakage {level:0}")
        : string.Create(CultureInfo.InvariantCulture, $"{level:0} {ComponentClasses.UnitOf(component)}");

    /// <summary>What a condition means: healthy, worn, or near failure.</summary>
    public static string Wear(double wear) => wear switch { <= 0 => "healthy", < 0.6 => "worn", < 1 => "badly worn", _ => "near failure" };

    /// <summary>A sensor and what it adds to the log-odds: "CE +6.1".</summary>
    public static string Contribution(SensorContribution contribution) =>
        string.Create(CultureInfo.InvariantCulture, $"{contribution.Sensor} {contribution.LogOdds:+0.0;-0.0}");

    /// <summary>What can be said of a component's remaining life.</summary>
    public static string Life(LifeEstimate life) => life.State switch
    {
        LifeState.Pending => "not known yet",
        LifeState.NotDegrading => "not degrading",
        LifeState.BeyondHorizon => "beyond what can be told",
        _ when life is { ExpectedSeconds: { } expected, EarliestSeconds: { } earliest } =>
            $"{Span(expected)} ({Span(earliest)} to {(life.LatestSeconds is { } latest ? Span(latest) : "beyond what can be told")})",
        _ => life.State.ToString(),
    };

    /// <summary>The component's name in lower case, as in routes and alarms.</summary>
    public static string NameOf(Component component) => component switch
    {
        Component.Cooler => "cooler",
        Component.Valve => "valve",
        Component.Pump => "pump",
        Component.Accumulator => "accumulator",
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "No such component."),
    };

    /// <summary>The component's name as a title.</summary>
    public static string TitleOf(Component component) => component.ToString();

    private static string Span(double seconds) => seconds switch
    {
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 172800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:0} d"),
    };

    /// <summary>How long ago: "now" below 2 s, then s, min, h, d.</summary>
    public static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 2 => "now",
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s ago"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min ago"),
        < 172800 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h ago"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} d ago"),
    };

    /// <summary>Local time of day, with the date when it is another day than <paramref name="now"/>.</summary>
    public static string Time(DateTimeOffset time, DateTimeOffset now)
    {
        var local = time.ToLocalTime();
        return local.ToString(local.Date == now.ToLocalTime().Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>The rule of an alarm in words.</summary>
    public static string Condition(AlarmCondition condition) => condition switch
    {
        AlarmCondition.HighHigh => "high-high",
        AlarmCondition.High => "high",
        AlarmCondition.Low => "low",
        AlarmCondition.LowLow => "low-low",
        AlarmCondition.Fault => "predicted fault",
        AlarmCondition.NoData => "no data",
        AlarmCondition.SpoolUnwritable => "spool unwritable",
        AlarmCondition.SpoolDropped => "spool full",
        AlarmCondition.Unknown => "unknown condition",
        _ => condition.ToString(),
    };

    /// <summary>What a device speaks.</summary>
    public static string Protocol(DeviceProtocol protocol) => protocol == DeviceProtocol.OpcUa ? "OPC UA" : protocol.ToString();

    /// <summary>Why a reading was rejected, in words.</summary>
    public static string Reason(QuarantineReason reason) => reason switch
    {
        QuarantineReason.NotFinite => "not a number",
        QuarantineReason.OutOfRange => "outside the physical range",
        QuarantineReason.RateOfChange => "changed too fast",
        QuarantineReason.Frozen => "frozen",
        QuarantineReason.FutureTimestamp => "from the future",
        QuarantineReason.StaleTimestamp => "too old",
        QuarantineReason.UnknownSensor => "unknown sensor",
        QuarantineReason.Undecodable => "not decodable",
        _ => reason.ToString(),
    };

    /// <summary>What the points of a series are, in words.</summary>
    /// <param name="bucketSeconds">Width of a point's bucket; null for single readings.</param>
    public static string Resolution(double? bucketSeconds) => bucketSeconds switch
    {
        null => "every reading",
        < 60 => string.Create(CultureInfo.InvariantCulture, $"mean and range of each {bucketSeconds:0.##} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"mean and range of each {bucketSeconds / 60:0.##} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"mean and range of each {bucketSeconds / 3600:0.##} h"),
    };
}
