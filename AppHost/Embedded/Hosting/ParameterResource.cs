namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.ParameterResource: a value given from outside or generated once.</summary>
public sealed class ParameterResource(string name, Func<string> value, bool secret, ParameterDefault? defaultValue = null) : Resource(name)
{
    private readonly Lazy<string> _value = new(value);

    /// <summary>Whether the value must not be shown or written to a manifest.</summary>
    public bool Secret { get; } = secret;

    /// <summary>What makes the value where none is given, or null.</summary>
    public ParameterDefault? Default { get; } = defaultValue;

    /// <summary>The value, or its placeholder.</summary>
    internal ReferenceExpression Expression => new(() => Value, $"{{{Name}.value}}");

    /// <summary>The same, percent-encoded (RFC 3986 §2.1) to stand in a URI.</summary>
    internal ReferenceExpression UriExpression => new(() => Uri.EscapeDataString(Value), $"{{{UriName}.value}}");

    /// <summary>Resource of the manifest with the percent-encoded value.</summary>
    internal string UriName => Name + "-uri-encoded";

    /// <summary>The value (there: GetValueAsync); generated and kept on first use.</summary>
    internal string Value => _value.Value;
}
