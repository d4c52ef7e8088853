using Faultline.Learning.Numerics;

namespace Faultline.Learning.Novelty;

/// <summary>What inner models left unexplained of cycles whose runs they had not seen.</summary>
/// <param name="Values">Cycles × 780: the standardised values less what is expected in the most likely state, without the effects.</param>
/// <param name="Effects">Cycles × effects: what of them lay along the effects of single worn levels (<see cref="Models.CircuitModel.TakeEffects"/>).</param>
/// <param name="Runs">The run of each cycle.</param>
/// <param name="Weights">The weight of each cycle, so that a long run, left out as a whole and far off then, does not set the limits.</param>
internal sealed record HeldOutResiduals(Matrix Values, Matrix Effects, int[] Runs, double[] Weights);
