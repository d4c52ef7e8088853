using Faultline.Dashboard.Api;

namespace Faultline.Dashboard.Forms;

/// <summary>What is wrong with a form's content: beside the field that a fault names where the form shows one, and the rest together, so that none is lost.</summary>
public sealed class FormFaults
{
    private readonly HashSet<string> shown = [];
    private readonly List<(string? Field, RequestFault Fault)> faults = [];

    /// <summary>Faults came or went, or a field that has some did.</summary>
    public event Action? Changed;

    /// <summary>How many there are.</summary>
    public int Count => faults.Count;

    /// <summary>Those that no field of the form shows.</summary>
    public IEnumerable<RequestFault> Elsewhere => faults.Where(entry => entry.Field is null || !shown.Contains(entry.Field)).Select(entry => entry.Fault);

    /// <summary>Those of a field.</summary>
    public IEnumerable<string> Of(string field) => faults.Where(entry => entry.Field == field).Select(entry => entry.Fault.Message);

    /// <summary>From now on the form shows the faults of this field.</summary>
    public void Show(string field)
    {
        shown.Add(field);
        TellIfFaulty(field);
    }

    /// <summary>The form no longer shows this field.</summary>
    public void Hide(string field)
    {
        shown.Remove(field);
        TellIfFaulty(field);
    }

    /// <summary>No faults.</summary>
    public void Clear()
    {
        faults.Clear();
        Changed?.Invoke();
    }

    /// <summary>Adds one of a field.</summary>
    public void Add(string field, string message)
    {
        faults.Add((field, new RequestFault(field, message)));
        Changed?.Invoke();
    }

    /// <summary>Takes over what the API said.</summary>
    /// <param name="place">What the form edits, as the API names it: "press-1" or "press-1.PS1".</param>
    /// <param name="told">All it said.</param>
    public void Tell(string place, IReadOnlyList<RequestFault> told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var prefix = place + ": ";
        faults.AddRange(told.Select(fault => (fault.Place.StartsWith(prefix, StringComparison.Ordinal) ? fault.Place[prefix.Length..] : null, fault)));
        Changed?.Invoke();
    }

    private void TellIfFaulty(string field)
    {
        if (Of(field).Any())
            Changed?.Invoke();
    }
}
