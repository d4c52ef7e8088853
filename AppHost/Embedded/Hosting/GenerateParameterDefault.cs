using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.GenerateParameterDefault: a random value, without the look-alikes i, l, o.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ0123456789";
    private const string Specials = "-_.{}()*+!";

    /// <summary>Length in characters. Default 22: 128 bits, as there.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether punctuation may occur. Default true, as there.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc />
    public override string GetDefaultValue() => RandomNumberGenerator.GetString(Special ? Letters + Specials : Letters, MinLength);
}
