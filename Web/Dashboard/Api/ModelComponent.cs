using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>The model of one component.</summary>
/// <param name="Component">Which.</param>
/// <param name="Algorithm">How it predicts.</param>
/// <param name="Evaluation">How well, on runs that it was not trained on.</param>
public sealed record ModelComponent(Component Component, string Algorithm, ModelEvaluation Evaluation);
