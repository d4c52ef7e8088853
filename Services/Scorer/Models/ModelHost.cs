namespace Faultline.Scorer.Models;

/// <summary>Holds the set in service. Exchanging it is one write of a reference: whoever scores goes on with the set it took.</summary>
internal sealed class ModelHost(ReleaseModel release)
{
    private ServingSet current = release.Alone();

    public ServingSet Current => Volatile.Read(ref current);

    public void Replace(ServingSet next) => Volatile.Write(ref current, next);
}
