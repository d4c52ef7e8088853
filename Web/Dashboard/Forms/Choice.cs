namespace Faultline.Dashboard.Forms;

/// <summary>One of the values that a field can have.</summary>
/// <param name="Value">As the API names it; empty for none.</param>
/// <param name="Text">For people.</param>
public sealed record Choice(string Value, string Text);
