using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Faultline.ServiceDefaults;

/// <summary>
/// ASP.NET Core's data protection keys, for as long as the process lives. Authentication brings data protection along, which would keep a key file
/// in the home folder; nothing here is protected with it (a session is a signed token), and a home folder may be absent or read-only.
/// </summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly Lock gate = new();
    private readonly List<XElement> elements = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (gate)
            return [.. elements.Select(element => new XElement(element))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (gate)
            elements.Add(new XElement(element));
    }
}
