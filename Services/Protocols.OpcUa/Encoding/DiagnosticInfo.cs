namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Details of an error, OPC 10000-6 §5.2.2.12; numbers index the string table of the response header.</summary>
public sealed record DiagnosticInfo
{
    /// <summary>Index of the symbolic id.</summary>
    public int? SymbolicId { get; init; }

    /// <summary>Index of the namespace URI.</summary>
    public int? NamespaceUri { get; init; }

    /// <summary>Index of the locale.</summary>
    public int? Locale { get; init; }

    /// <summary>Index of the localized text.</summary>
    public int? LocalizedText { get; init; }

    /// <summary>What the vendor says.</summary>
    public string? AdditionalInfo { get; init; }

    /// <summary>Status of an inner operation.</summary>
    public StatusCode? InnerStatusCode { get; init; }

    /// <summary>Details of the inner operation.</summary>
    public DiagnosticInfo? InnerDiagnosticInfo { get; init; }
}
