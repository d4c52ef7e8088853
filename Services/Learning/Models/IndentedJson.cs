using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Learning.Models;

/// <summary>The project's JSON conventions, indented for readers.</summary>
internal static class IndentedJson
{
    public static JsonSerializerOptions Options { get; } = new(FaultlineJson.Options) { WriteIndented = true, NewLine = "\n" };
}
