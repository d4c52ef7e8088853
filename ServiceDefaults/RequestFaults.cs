using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.ServiceDefaults;

/// <summary>Collects what is wrong with a request, by parameter or place, so that one answer tells all. Bounded: a body full of faults makes no larger answer.</summary>
public sealed class RequestFaults
{
    /// <summary>Most faults told of one place; more help nobody.</summary>
    public const int MaxOfPlace = 20;

    /// <summary>Most places told.</summary>
    public const int MaxPlaces = 1000;

    // Most requests have none.
    private Dictionary<string, List<string>>? faults;

    /// <summary>Whether there is any.</summary>
    public bool Any => faults is not null;

    /// <summary>Adds a fault.</summary>
    /// <param name="name">The parameter or place.</param>
    /// <param name="message">What is wrong, naming the offender.</param>
    public void Add(string name, string message)
    {
        faults ??= [];
        if (!faults.TryGetValue(name, out var messages))
        {
            if (faults.Count == MaxPlaces)
                return;
            faults[name] = messages = [];
        }
        if (messages.Count < MaxOfPlace)
            messages.Add(message);
    }

    /// <summary>The faults by place, as problem documents carry them.</summary>
    public Dictionary<string, string[]> ToErrors() => faults?.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray()) ?? [];

    /// <summary>400 with all faults.</summary>
    /// <param name="detail">A summary; none by default.</param>
    public ValidationProblem ToResult(string? detail = null) => TypedResults.ValidationProblem(ToErrors(), detail);
}
