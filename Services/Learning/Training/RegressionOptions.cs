namespace Faultline.Learning.Training;

/// <summary>Settings of one regression of the rig's response.</summary>
/// <param name="UnstableWeight">Weight of a cycle whose static conditions may not have been reached, 0..1.</param>
/// <param name="Ridge">Ridge on the coefficients of standardised values, as a share of the number of cycles.</param>
/// <param name="Shrinkage">Share of the unit matrix in the residual covariance, 0..1.</param>
/// <param name="TemperatureSlack">By how much (in units of 10 °C) the response to oil temperature may miss.</param>
/// <param name="LongUnstableRuns">Whether unstable cycles of runs over 20 cycles (the warm-ups) take part.</param>
public sealed record RegressionOptions(double UnstableWeight, double Ridge, double Shrinkage, double TemperatureSlack, bool LongUnstableRuns);
