using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A unit by its code of UNECE Recommendation 20, as OPC 10000-8 §5.6.3.3 maps it.</summary>
/// <param name="Code">Common code of two or three characters, such as BAR.</param>
/// <param name="Symbol">How it is shown, such as bar.</param>
/// <param name="Name">Its name, such as bar [unit of pressure].</param>
public sealed record UnitOfMeasure(string Code, string Symbol, string Name)
{
    private const string Namespace = "http://www.opcfoundation.org/UA/units/un/cefact";

    /// <summary>The code as a number: its characters, most significant first, a byte each.</summary>
    public int UnitId => Code.Aggregate(0, (id, character) => id << 8 | (byte)character);

    internal EUInformation ToInformation() => new()
    {
        NamespaceUri = Namespace,
        UnitId = UnitId,
        DisplayName = new LocalizedText(Symbol),
        Description = new LocalizedText(Name),
    };
}
