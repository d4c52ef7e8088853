namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Stands for Aspire.Hosting.ApplicationModel.ReferenceExpression: a text with parts that are known only once the graph runs, such as ports and
/// passwords. A running graph takes <see cref="Value"/>, a manifest <see cref="ValueExpression"/>.
/// </summary>
/// <param name="value">Makes the text of the running graph.</param>
/// <param name="valueExpression">The text with placeholders such as <c>{redis.bindings.tcp.port}</c>.</param>
public sealed class ReferenceExpression(Func<string> value, string valueExpression)
{
    /// <summary>The text of the running graph (there: GetValueAsync).</summary>
    internal string Value => value();

    /// <summary>The text as a manifest has it.</summary>
    public string ValueExpression { get; } = valueExpression;

    /// <summary>Composes an expression, as there.</summary>
    /// <param name="text">Interpolated string whose holes are expressions.</param>
    public static ReferenceExpression Create(ReferenceExpressionText text) => text.Build();

    /// <summary>A text without placeholders.</summary>
    public static ReferenceExpression Constant(string text) => new(() => text, text);
}
