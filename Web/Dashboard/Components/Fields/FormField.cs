using Faultline.Dashboard.Forms;
using Microsoft.AspNetCore.Components;

namespace Faultline.Dashboard.Components.Fields;

/// <summary>One field of a form: its label, what it holds, and below it what is wrong with that.</summary>
public abstract class FormField : ComponentBase, IDisposable
{
    /// <summary>The form's fields.</summary>
    [CascadingParameter]
    public FormFields Form { get; set; } = null!;

    /// <summary>Its name in the API, such as modbus.unit_id.</summary>
    [Parameter, EditorRequired]
    public string Field { get; set; } = "";

    /// <summary>For people, with the unit.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What to know before filling it in; null for nothing.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Something was typed or chosen.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>How its text becomes JSON.</summary>
    protected abstract FieldKind Kind { get; }

    /// <summary>Whether it must hold something.</summary>
    protected virtual bool IsRequired => false;

    /// <summary>Id of its input.</summary>
    protected string InputId => $"field-{Field.Replace('.', '-')}";

    /// <summary>Id of what stands below it.</summary>
    protected string NotesId => $"{InputId}-notes";

    /// <summary>For aria-invalid.</summary>
    protected string IsInvalid => Form.Faults.Of(Field).Any() ? "true" : "false";

    /// <summary>What it holds.</summary>
    protected string Text
    {
        get => Form.Text(Field);
        set => Form.Type(Field, value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Form.Hide(Field);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Form.Show(Field, Kind, IsRequired);
}
