using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>Who has a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="Component">For which component.</param>
/// <param name="Model">The model that has it.</param>
public sealed record ModelAssignment(ModelRole Role, Component Component, RegisteredModel Model);
