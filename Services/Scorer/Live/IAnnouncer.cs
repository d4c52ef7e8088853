using Faultline.Contracts;

namespace Faultline.Scorer.Live;

/// <summary>Tells listeners of what has been stored. Never fails: who missed it finds it in the database.</summary>
internal interface IAnnouncer
{
    Task AnnounceAsync(AlarmTransition transition);

    Task AnnounceAsync(Prediction prediction);
}
