using Faultline.Contracts;
using Xunit;

namespace Faultline.Alarms.Tests;

public sealed class RestoreTests
{
    [Fact]
    public void Engine_Restored_DoesNotRaiseAnActiveAlarmAgain()
    {
        var raised = Rig.Engine().Read(0, 201)[0].Alarm;
        var engine = Rig.Engine();
        Assert.Empty(engine.Restore([raised]));

        Assert.Empty(engine.Read(0, 201));
        Assert.Empty(engine.Read(1, 202));
    }

    [Fact]
    public void Engine_Restored_ClearsTheStoredOccurrence()
    {
        var raised = Rig.Engine().Read(0, 201)[0].Alarm with { Acknowledged = true, AcknowledgedBy = "mara" };
        var engine = Rig.Engine();
        engine.Restore([raised]);
        engine.Read(1, 150);

        var cleared = Assert.Single(engine.Read(3, 150)).Alarm;
        Assert.Equal((raised.Id, AlarmState.Cleared, "mara"), (cleared.Id, cleared.State, cleared.AcknowledgedBy));
    }

    [Fact]
    public void Engine_RestoredWithAClearedAlarm_DoesNotRepeatIt()
    {
        var former = Rig.Engine();
        former.Read(0, 201);
        former.Read(1, 150);
        var cleared = former.Read(3, 150)[0].Alarm;
        var engine = Rig.Engine();
        engine.Restore([cleared]);

        Assert.Empty(engine.Read(0, 201));
        Assert.Empty(engine.Read(3, 150));
        Assert.Equal("Raised HighHigh", engine.Read(4, 201).Steps());
    }

    [Fact]
    public void Engine_RestoredWithoutTheRule_ClearsTheOrphan()
    {
        var raised = Rig.Engine().Read(0, 201)[0].Alarm;

        Assert.Equal("Cleared HighHigh", Rig.Engine(Rig.Limits with { HighHigh = null }).Restore([raised]).Steps());
    }

    [Fact]
    public void Engine_RestoredWithAFault_ClearsItWhenHealthy()
    {
        var former = Rig.Engine();
        var raised = Enumerable.Range(0, 11).SelectMany(i => former.Predict(i, 2)).Single().Alarm;
        var engine = Rig.Engine();
        engine.Restore([raised]);

        Assert.Equal("Cleared Critical", Enumerable.Range(11, 16).SelectMany(i => engine.Predict(i, 0)).Steps());
    }

    [Fact]
    public void Engine_Restored_IgnoresOtherSystems()
    {
        var raised = Rig.Engine().Read(0, 201)[0].Alarm with { SystemId = new SystemId("hydraulic-3") };
        var engine = Rig.Engine();
        engine.Restore([raised]);

        Assert.Equal("Raised HighHigh", engine.Read(1, 201).Steps());
    }
}
