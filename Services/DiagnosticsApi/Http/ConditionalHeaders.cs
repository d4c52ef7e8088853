using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Http;

/// <summary>The headers that make a request conditional (RFC 9110 §13.1). Properties, since the OpenAPI document fails on descriptions of a constructor's parameters.</summary>
internal sealed record ConditionalHeaders
{
    /// <summary>If-Match as it was sent; null without one.</summary>
    [FromHeader(Name = "If-Match"), Description("Entity tags of GET, or *: only changes what still has one of them; 412 otherwise. Without it the last change wins.")]
    public string? IfMatch { get; init; }

    /// <summary>If-None-Match as it was sent; null without one.</summary>
    [FromHeader(Name = "If-None-Match"), Description("Entity tags, or *: only changes what has none of them; * never replaces what is there already. 412 otherwise.")]
    public string? IfNoneMatch { get; init; }
}
