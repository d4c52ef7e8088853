using Faultline.Collector.Spooling;

namespace Faultline.Collector.Publishing;

/// <summary>The fast way of a batch. Never waits and never throws: what cannot be sent is dropped and counted, for the database has it.</summary>
internal interface IReadingPublisher
{
    void Publish(SpooledBatch batch);
}
