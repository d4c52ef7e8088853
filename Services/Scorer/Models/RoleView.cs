using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Who has a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="Component">Of which component.</param>
/// <param name="Name">Name of the model.</param>
/// <param name="Version">Its number.</param>
/// <param name="Fingerprint">What predictions carry as model_version.</param>
public sealed record RoleView(ModelRole Role, Component Component, string Name, int Version, string Fingerprint)
{
    internal static RoleView Of(ModelAssignment item) => new(item.Role, item.Component, item.Model.Name, item.Model.Version, item.Model.Fingerprint);
}
