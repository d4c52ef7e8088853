using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Http;

/// <summary>Collects what is wrong with a request's parameters, by name, so that one answer tells all.</summary>
internal sealed class RequestFaults
{
    private readonly Dictionary<string, List<string>> faults = [];

    public bool Any => faults.Count > 0;

    public void Add(string name, string message)
    {
        if (!faults.TryGetValue(name, out var messages))
            faults[name] = messages = [];
        messages.Add(message);
    }

    public ValidationProblem ToResult() => TypedResults.ValidationProblem(faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray()));
}
