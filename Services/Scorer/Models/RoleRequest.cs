using System.ComponentModel;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Component = Faultline.Contracts.Component;

namespace Faultline.Scorer.Models;

/// <summary>Body of the routes that change roles.</summary>
/// <param name="Reason">Why; 3 to 500 characters.</param>
/// <param name="Components">For which components; all that apply without it.</param>
/// <param name="Role">active (default) or shadow; of a promotion only.</param>
public sealed record RoleRequest(
    [property: Description("Why; 3 to 500 characters.")] string? Reason,
    [property: Description("For which components; all that apply without it.")] IReadOnlyList<Component>? Components = null,
    [property: Description("active (default) or shadow; of a promotion only.")] ModelRole? Role = null)
{
    internal void Check(RequestFaults faults)
    {
        if (Reason is null || Reason.Trim().Length is < 3 or > 500)
            faults.Add("reason", "A reason of 3 to 500 characters is expected: it stands in the history.");
        if (Components is { Count: 0 })
            faults.Add("components", "At least one component is expected, or the field left out.");
        else if (Components is not null && Components.Distinct().Count() != Components.Count)
            faults.Add("components", "A component is given twice.");
    }
}
