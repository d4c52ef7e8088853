using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Forms;

namespace Faultline.Dashboard.Tests;

public sealed class FormFieldsTests
{
    private static readonly TagConfiguration Standard = new() { Modbus = new ModbusTag(), Limits = new TagLimits() };

    private static readonly TagConfiguration Pressure = new()
    {
        Name = "PS1", Ordinal = 1, Unit = "bar", PhysicalMaximum = 400, Modbus = new ModbusTag { Address = 7, Type = TagType.Float32 }, Limits = new TagLimits { High = 195.5 },
    };

    [Fact]
    public void Untouched_ReadsBackTheSame()
    {
        var fields = Open(("name", FieldKind.Text), ("scale", FieldKind.Number), ("modbus.address", FieldKind.Whole), ("modbus.type", FieldKind.Text), ("limits.high", FieldKind.Number),
            ("limits.low", FieldKind.Number), ("frozen_after_seconds", FieldKind.Number));

        Assert.Equal(Pressure, fields.Read<TagConfiguration>());
    }

    [Fact]
    public void Typed_BecomesJsonOfItsKind()
    {
        var fields = Open(("ordinal", FieldKind.Whole), ("limits.low", FieldKind.Number), ("modbus.order", FieldKind.Text), ("frozen_after_seconds", FieldKind.Number));
        fields.Type("ordinal", " 12 ");
        fields.Type("limits.low", "-1.5e2");
        fields.Type("modbus.order", "cdab");
        fields.Type("frozen_after_seconds", "30");

        var tag = fields.Read<TagConfiguration>();

        Assert.Equal((12, -150, 195.5, ByteOrder.Cdab, 30), (tag!.Ordinal, tag.Limits!.Low, tag.Limits.High, tag.Modbus!.Order, tag.FrozenAfterSeconds));
    }

    [Fact]
    public void Emptied_IsTheDefault_AndAnEmptyObjectIsNone()
    {
        var fields = new FormFields(new System.Text.Json.Nodes.JsonObject { ["interval_ms"] = 20, ["limits"] = new System.Text.Json.Nodes.JsonObject { ["high"] = 5 } }, []);
        fields.Show("interval_ms", FieldKind.Number, false);
        fields.Show("limits.high", FieldKind.Number, false);
        fields.Type("interval_ms", "");
        fields.Type("limits.high", " ");

        var tag = fields.Read<TagConfiguration>();

        Assert.Equal((1000, null), (tag!.IntervalMs, tag.Limits));
    }

    [Theory]
    [InlineData(FieldKind.Number, "12,5", "'12,5' is no number; decimals follow a point.")]
    [InlineData(FieldKind.Number, "NaN", "'NaN' is no number; decimals follow a point.")]
    [InlineData(FieldKind.Whole, "1.5", "'1.5' is no whole number.")]
    [InlineData(FieldKind.Whole, "99999999999", "'99999999999' is no whole number.")]
    public void Unreadable_IsAFaultOfItsField_AndStaysTyped(FieldKind kind, string text, string fault)
    {
        var fields = Open(("ordinal", kind));
        fields.Type("ordinal", text);

        Assert.Null(fields.Read<TagConfiguration>());
        Assert.Equal([fault], fields.Faults.Of("ordinal"));
        Assert.Equal(text, fields.Text("ordinal"));
        fields.Type("ordinal", "2");
        Assert.Equal(2, fields.Read<TagConfiguration>()!.Ordinal);
        Assert.Empty(fields.Faults.Of("ordinal"));
    }

    [Fact]
    public void Required_IsMissed_OnlyWhereItsObjectIsThere()
    {
        var fields = Open();
        fields.Show("write.minimum", FieldKind.Number, isRequired: true);
        fields.Show("write.maximum", FieldKind.Number, isRequired: true);
        Assert.Null(fields.Read<TagConfiguration>()!.Write);

        fields.Type("write.maximum", "9");

        Assert.Null(fields.Read<TagConfiguration>());
        Assert.Equal(["A value is needed."], fields.Faults.Of("write.minimum"));
        fields.Type("write.minimum", "0");
        Assert.Equal(new TagWriteRange(0, 9), fields.Read<TagConfiguration>()!.Write);
    }

    [Fact]
    public void Renewed_ShowsTheNewestWhereNothingWasTyped_AndTellsItWhereSomethingElseWas()
    {
        var fields = Open(("title", FieldKind.Text), ("unit", FieldKind.Text), ("limits.high", FieldKind.Number), ("limits.low", FieldKind.Number), ("interval_ms", FieldKind.Number));
        fields.Type("limits.high", "190");
        fields.Type("limits.low", "100");
        fields.Type("interval_ms", "50");

        fields.Renew(Pressure with { Unit = "kPa", IntervalMs = 50, Limits = new TagLimits { High = 180 } });

        Assert.Equal(("kPa", "190", "100"), (fields.Text("unit"), fields.Text("limits.high"), fields.Text("limits.low")));
        Assert.Equal(("180", null, null, null), (fields.NewerOf("limits.high"), fields.NewerOf("limits.low"), fields.NewerOf("unit"), fields.NewerOf("interval_ms")));
        var tag = fields.Read<TagConfiguration>()!;
        Assert.Equal(("kPa", 50, 190, 100), (tag.Unit, tag.IntervalMs, tag.Limits!.High, tag.Limits.Low));
    }

    [Fact]
    public void Faults_StandAtTheFieldTheyName_AndTheOthersTogether()
    {
        var fields = Open(("scale", FieldKind.Number));
        fields.Faults.Tell("press-1.PS1", [
            new RequestFault("press-1.PS1: scale", "0 is refused."), new RequestFault("press-1.PS1: modbus.bit", "missing."), new RequestFault("press-1: port", "0 is refused."),
            new RequestFault("comment", "too long.")]);

        Assert.Equal(["0 is refused."], fields.Faults.Of("scale"));
        Assert.Equal(["press-1.PS1: modbus.bit: missing.", "press-1: port: 0 is refused.", "comment: too long."], fields.Faults.Elsewhere.Select(fault => fault.ToString()));
        fields.Hide("scale");
        Assert.Equal(4, fields.Faults.Elsewhere.Count());
    }

    private static FormFields Open(params (string Field, FieldKind Kind)[] shown)
    {
        var fields = FormFields.Of(Pressure, Standard);
        foreach (var (field, kind) in shown)
            fields.Show(field, kind, isRequired: false);
        return fields;
    }
}
