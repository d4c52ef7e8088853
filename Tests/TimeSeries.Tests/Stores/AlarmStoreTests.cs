using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class AlarmStoreTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset At = Machines.Start;

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Life_IsStoredStepByStep_AndReadBackAsItWas(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var store = database.Get<AlarmStore>();
        var alarm = Raised("PS1");

        var raised = await store.AppendAsync(Step(AlarmEvent.Raised, alarm, At));
        var acknowledged = await store.AcknowledgeAsync(alarm.Id, "ada", At.AddSeconds(1));
        // The engine that clears it does not know of the acknowledgement.
        var cleared = await store.AppendAsync(Step(AlarmEvent.Cleared, alarm with { State = AlarmState.Cleared, ClearedAt = At.AddSeconds(2) }, At.AddSeconds(2)));

        Assert.Equal(alarm, raised.Alarm);
        Assert.Equal((true, "ada", AlarmState.Active), (acknowledged!.Alarm.Acknowledged, acknowledged.Alarm.AcknowledgedBy, acknowledged.Alarm.State));
        Assert.Equal((AlarmState.Cleared, true, At.AddSeconds(2)), (cleared.Alarm.State, cleared.Alarm.Acknowledged, cleared.Alarm.ClearedAt));
        Assert.Equal(cleared.Alarm, await store.FindAsync(alarm.Id));
        Assert.Equal([raised, acknowledged, cleared], await store.TransitionsAfterAsync(0));
        Assert.Equal([cleared], await store.TransitionsAfterAsync(acknowledged.TransitionId));
        Assert.Equal(cleared.TransitionId, await store.LastTransitionIdAsync());
    }

    [SkippableFact]
    public async Task Steps_Repeated_ReturnTheFirst_AndAddNothing()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<AlarmStore>();
        var alarm = Raised("PS1");
        var raise = Step(AlarmEvent.Raised, alarm, At);
        var clear = Step(AlarmEvent.Cleared, alarm, At.AddSeconds(2));

        var first = await store.AppendAsync([raise, clear]).WaitAsync(Patience);
        var second = await store.AppendAsync([raise, clear with { At = At.AddSeconds(9) }]).WaitAsync(Patience);
        var ada = await store.AcknowledgeAsync(alarm.Id, "ada", At.AddSeconds(3));
        var bob = await store.AcknowledgeAsync(alarm.Id, "bob", At.AddSeconds(4));

        Assert.Equal(first, second);
        Assert.Equal(ada, bob);
        Assert.Equal(3, (await store.TransitionsAfterAsync(0)).Count);
    }

    [SkippableFact]
    public async Task UnknownAlarm_CannotBeCleared_NorAcknowledged()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<AlarmStore>();
        var known = Raised("PS1");

        await Assert.ThrowsAsync<StorageException>(
            () => store.AppendAsync([Step(AlarmEvent.Raised, known, At), Step(AlarmEvent.Cleared, Raised("PS2"), At)]));

        Assert.Null(await store.AcknowledgeAsync(known.Id, "ada", At));
        Assert.Empty(await store.TransitionsAfterAsync(0));
    }

    [SkippableFact]
    public async Task Queries_FilterByStateSystemAndTime_NewestFirst()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<AlarmStore>();
        var old = Raised("PS1");
        var young = Raised("PS1", seconds: 10);
        var other = Raised("pump", seconds: 5, system: 2) with { Kind = AlarmKind.PredictedFault, Condition = AlarmCondition.Fault, Limit = null, Probability = 0.9 };
        await store.AppendAsync([Step(AlarmEvent.Raised, old, At), Step(AlarmEvent.Cleared, old, At.AddSeconds(1)), Step(AlarmEvent.Raised, young, At), Step(AlarmEvent.Raised, other, At)]);

        Assert.Equal([young, other], await store.ActiveAsync(null));
        Assert.Equal([young], await store.ActiveAsync(young.SystemId));
        Assert.Equal([young], await store.NewestAsync(young.SystemId));
        Assert.Equal([young.Id, other.Id, old.Id], (await store.QueryAsync(null, null, 10, null)).Select(alarm => alarm.Id));
        Assert.Equal([other.Id, old.Id], (await store.QueryAsync(null, null, 10, young.RaisedAt)).Select(alarm => alarm.Id));
        Assert.Equal([old.Id], (await store.QueryAsync(AlarmState.Cleared, old.SystemId, 10, null)).Select(alarm => alarm.Id));
        Assert.Single(await store.QueryAsync(null, null, 1, null));
    }

    [SkippableFact]
    public async Task ConcurrentSteps_BecomeVisibleInTheOrderOfTheirIds()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<AlarmStore>();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async w =>
        {
            for (var i = 0; i < 50; i++)
                await store.AppendAsync(Step(AlarmEvent.Raised, Raised($"PS{w}", i), At));
        }));

        List<AlarmTransition> seen = [];
        bool isLastLook;
        do
        {
            isLastLook = writing.IsCompleted;
            seen.AddRange(await store.TransitionsAfterAsync(seen.Count == 0 ? 0 : seen[^1].TransitionId).WaitAsync(Patience));
        }
        while (!isLastLook);
        await writing.WaitAsync(Patience);

        Assert.Equal(200, seen.Select(transition => transition.Alarm.Id).Distinct().Count());
    }

    [SkippableFact]
    public async Task Checkpoint_CommitsWithTheSteps_OrNotAtAll()
    {
        await using var database = await databases.CreateAsync();
        var checkpoint = new Checkpoint("scorer", new SystemId("hydraulic-1"), At, "line-1", 7);

        await Assert.ThrowsAsync<StorageException>(
            () => database.Get<AlarmStore>().AppendAsync([Step(AlarmEvent.Cleared, Raised("PS2"), At)], checkpoint));
        Assert.Null(await database.Get<CheckpointStore>().FindAsync("scorer", checkpoint.System));

        await database.Get<AlarmStore>().AppendAsync([Step(AlarmEvent.Raised, Raised("PS2"), At)], checkpoint);
        Assert.Equal(checkpoint, await database.Get<CheckpointStore>().FindAsync("scorer", checkpoint.System));
    }

    private static AlarmTransition Step(AlarmEvent what, Alarm alarm, DateTimeOffset at) => new(0, what, at, alarm);

    private static Alarm Raised(string source, double seconds = 0, int system = 1) => new(
        Guid.CreateVersion7(At.AddSeconds(seconds)), new SystemId($"hydraulic-{system}"), AlarmKind.Limit, source, AlarmCondition.HighHigh,
        AlarmSeverity.Critical, AlarmState.Active, false, At.AddSeconds(seconds), null, null, null, 201.5, 200, null, "Too high.");
}
