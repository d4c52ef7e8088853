using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for ReferenceExpression.ExpressionInterpolatedStringHandler: collects the parts of an interpolated string.</summary>
[InterpolatedStringHandler]
public readonly struct ReferenceExpressionText
{
    private readonly List<ReferenceExpression> _parts;

    /// <summary>Called by the compiler.</summary>
    public ReferenceExpressionText(int literalLength, int formattedCount) => _parts = new(formattedCount + (literalLength == 0 ? 0 : formattedCount + 1));

    /// <summary>Called by the compiler for the text between holes.</summary>
    public void AppendLiteral(string text) => _parts.Add(ReferenceExpression.Constant(text));

    /// <summary>Called by the compiler for a hole.</summary>
    public void AppendFormatted(ReferenceExpression part) => _parts.Add(part);

    /// <summary>Called by the compiler for a hole with a constant.</summary>
    public void AppendFormatted(string text) => AppendLiteral(text);

    internal ReferenceExpression Build()
    {
        var parts = _parts;
        return new(() => string.Concat(parts.Select(part => part.Value)), string.Concat(parts.Select(part => part.ValueExpression)));
    }
}
