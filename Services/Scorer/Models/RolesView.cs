using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>All roles.</summary>
/// <param name="Revision">Number of the change that they follow.</param>
/// <param name="Names">All names of the registry.</param>
/// <param name="Roles">Who has which.</param>
public sealed record RolesView(long Revision, IReadOnlyList<string> Names, IReadOnlyList<RoleView> Roles)
{
    internal static async Task<RolesView> OfAsync(ModelAssignments roles, ModelStore store, CancellationToken cancellationToken) =>
        new(roles.Revision, await store.NamesAsync(cancellationToken), [.. roles.Items.Select(RoleView.Of)]);
}
