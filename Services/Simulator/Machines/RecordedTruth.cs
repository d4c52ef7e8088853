namespace Faultline.Simulator.Machines;

/// <summary>What is known of a recorded cycle.</summary>
/// <param name="Row">Its row in the folder's files, from 0.</param>
/// <param name="Conditions">Its labels; null when the folder has none.</param>
/// <param name="Stable">Whether static conditions were reached (profile.txt column 5 is 0); null without labels.</param>
internal sealed record RecordedTruth(int Row, RigConditions? Conditions, bool? Stable);
