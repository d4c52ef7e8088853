namespace Faultline.Dashboard.Forms;

/// <summary>How the text of a field becomes JSON.</summary>
public enum FieldKind
{
    /// <summary>A string as it is typed; also the name of a choice.</summary>
    Text,

    /// <summary>A number with a decimal point.</summary>
    Number,

    /// <summary>A number without fraction.</summary>
    Whole,

    /// <summary>true or false.</summary>
    Flag,
}
