using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>The routes of tags.</summary>
public sealed class TagsApi(ApiTransport transport)
{
    private sealed record Page(IReadOnlyList<Entry> Tags, string? Next);

    private sealed record Entry(TagConfiguration Tag);

    /// <summary>The ordinal after the highest of a system: a gap may be that of a removed tag whose readings are still kept.</summary>
    public async Task<int> NextOrdinalAsync(string system)
    {
        var path = $"api/tags?system_id={Uri.EscapeDataString(system)}&limit=1000";
        var highest = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await transport.GetAsync<Page>(cursor.Length == 0 ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}");
            highest = page.Tags.Select(entry => entry.Tag.Ordinal).Append(highest).Max();
            cursor = page.Next;
        }
        return highest + 1;
    }

    /// <summary>Writes a value to a device and tells what it shows afterwards.</summary>
    /// <param name="id">Text id of the tag, such as hydraulic-2.SP1.</param>
    /// <param name="value">In its unit.</param>
    public async Task<TagReadBack> WriteAsync(string id, double value)
    {
        var answer = await transport.PostAsync<WriteAnswer>("api/tags/write", new { values = new[] { new TagValue(id, value) } });
        return answer.Values.Single();
    }
}
