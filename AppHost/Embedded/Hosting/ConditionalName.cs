using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The name that Aspire gives a text which depends on a property: the property, and a hash (XXH32) of all its parts.</summary>
internal static partial class ConditionalName
{
    public static string Of(string condition, string whenTrue, string whenFalse, string match)
    {
        var hash = XxHash32.Hash(Encoding.UTF8.GetBytes(condition + whenTrue + whenFalse + match));
        return $"cond-{Separators().Replace(condition, "-").Trim('-').ToLowerInvariant()}-{Convert.ToHexStringLower(hash)}";
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separators();
}
