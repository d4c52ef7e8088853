using Faultline.Learning.Models;
using Faultline.Learning.Numerics;

namespace Faultline.Learning.Twin;

/// <summary>What the twin was fitted to: the rig's response, its scatter, and its steady oil temperatures.</summary>
/// <param name="Scales">Shift and scale of the 1020 values.</param>
/// <param name="Response">1020 × terms of the state design, standardised.</param>
/// <param name="Scatter">Modes × 1020: scatter between cycles, each mode scaled to its standard deviation.</param>
/// <param name="Noise">1 × 1020: standard deviation of what is left of each value.</param>
/// <param name="Ripple">1 × 17: standard deviation within a second at the recorded rate, in physical units.</param>
/// <param name="Oil">2 × (1 + worn levels): steady TS1 and TS2, linear in the level indicators, °C.</param>
internal sealed record TwinParameters(Standardization Scales, Matrix Response, Matrix Scatter, Matrix Noise, Matrix Ripple, Matrix Oil);
