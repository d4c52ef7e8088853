namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.ParameterResource: a value given from outside or generated once.</summary>
public sealed class ParameterResource(string name, Func<string> value, bool secret) : Resource(name)
{
    private readonly Lazy<string> _value = new(value);

    /// <summary>Whether the value must not be shown or written to a manifest.</summary>
    public bool Secret { get; } = secret;

    /// <summary>The value (there: GetValueAsync); generated and kept on first use.</summary>
    internal string Value => _value.Value;
}
