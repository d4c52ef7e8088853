using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>What counts as a change, OPC 10000-4 §7.22.2.</summary>
/// <param name="Trigger">Status, also value, also source timestamp.</param>
/// <param name="Deadband">Difference that is no change, in the unit of the value; 0: every difference is one.</param>
internal readonly record struct ChangeFilter(DataChangeTrigger Trigger, double Deadband)
{
    /// <summary>Status and value, no deadband: what holds without a filter.</summary>
    internal static ChangeFilter Default { get; } = new(DataChangeTrigger.StatusValue, 0);

    /// <summary>The filter that a client asks for; a status code that says why it cannot be had.</summary>
    internal static StatusCode TryMake(ExtensionObject asked, Node node, uint attribute, ServerCore core, out ChangeFilter filter)
    {
        filter = Default;
        if (asked.TypeId.IsNull)
            return StatusCodes.Good;
        if (!asked.TryDecode<DataChangeFilter>(core.Options.MessageLimits, out var wanted))
            return StatusCodes.BadMonitoredItemFilterUnsupported;
        if (attribute != AttributeIds.Value || node is not VariableNode variable)
            return StatusCodes.BadFilterNotAllowed;
        if (wanted.Trigger is < DataChangeTrigger.Status or > DataChangeTrigger.StatusValueTimestamp)
            return StatusCodes.BadMonitoredItemFilterInvalid;
        var status = TryScale(wanted, variable, core.Space, out var deadband);
        filter = new ChangeFilter(wanted.Trigger, deadband);
        return status;
    }

    /// <summary>Whether <paramref name="present"/> is to be reported after <paramref name="last"/>, which was.</summary>
    internal bool IsChange(in DataValue last, in DataValue present)
    {
        if (last.Status != present.Status)
            return true;
        if (Trigger == DataChangeTrigger.Status)
            return false;
        if (Trigger == DataChangeTrigger.StatusValueTimestamp && last.SourceTimestamp != present.SourceTimestamp)
            return true;
        return Deadband > 0 ? Exceeds(last.Value, present.Value) : !last.Value.Equals(present.Value);
    }

    private static StatusCode TryScale(DataChangeFilter wanted, VariableNode variable, AddressSpace space, out double deadband)
    {
        deadband = 0;
        if (wanted.DeadbandType == (uint)DeadbandType.None)
            return StatusCodes.Good;
        if (!(wanted.DeadbandValue >= 0) || double.IsInfinity(wanted.DeadbandValue))
            return StatusCodes.BadDeadbandFilterInvalid;
        if (space.FindType(variable.DataType)?.Is(NodeIds.Number) != true)
            return StatusCodes.BadFilterNotAllowed;
        deadband = wanted.DeadbandValue;
        if (wanted.DeadbandType == (uint)DeadbandType.Absolute)
            return StatusCodes.Good;
        if (wanted.DeadbandType != (uint)DeadbandType.Percent || deadband > 100)
            return StatusCodes.BadDeadbandFilterInvalid;
        if (variable.FindProperty("EURange")?.Read().Value is not { } range || !range.TryGet<ExtensionObject>(out var body)
            || !body.TryDecode<Services.Range>(OpcUaLimits.Default, out var span))
            return StatusCodes.BadMonitoredItemFilterUnsupported;
        deadband *= (span.High - span.Low) / 100;
        return StatusCodes.Good;
    }

    private bool Exceeds(in Variant last, in Variant present)
    {
        if (last.TryGetDouble(out var before) && present.TryGetDouble(out var now))
            return Differs(before, now);
        if (last.Elements is not { } olds || present.Elements is not { } news || olds.Length != news.Length)
            return !last.Equals(present);
        for (var i = 0; i < news.Length; i++)
            if (Differs(ToDouble(olds.GetValue(i)), ToDouble(news.GetValue(i))))
                return true;
        return false;
    }

    /// <summary>A difference beyond the deadband, or a number that became none or the other way round.</summary>
    private bool Differs(double before, double now) => double.IsNaN(before) != double.IsNaN(now) || Math.Abs(now - before) > Deadband;

    private static double ToDouble(object? number) => Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture);
}
