using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class CommandStoreTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public async Task Command_IsClaimedOnce_InOrder_AndAnswered()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<CommandStore>();
        var first = await AddAsync(store, Minute);
        var second = await AddAsync(store, Minute);

        var claimed = await Task.WhenAll(store.ClaimAsync("a"), store.ClaimAsync("b"), store.ClaimAsync("c"));
        Assert.Equal([first.Id, second.Id], claimed.OfType<CollectorCommand>().Select(command => command.Id).Order());
        await store.CompleteAsync(first, done: true, """{"ok":1}""", "it went well");

        var found = await store.FindAsync(first.Id);
        Assert.Equal((CommandState.Done, """{"ok": 1}"""), (found!.State, found.Answer));
        Assert.Equal(CommandState.Executing, (await store.FindAsync(second.Id))!.State);
        Assert.Equal(
            ["write.ask", "write.ask", "write.done"], (await database.Get<AuditStore>().ListAsync("press-1", null, 10)).Select(entry => entry.Action).Order());
    }

    [SkippableFact]
    public async Task ExpiredCommand_IsNeverClaimed()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<CommandStore>();
        var command = await AddAsync(store, TimeSpan.Zero);

        Assert.Null(await store.ClaimAsync("a"));
        await store.ExpireAsync();

        Assert.Equal(CommandState.Expired, (await store.FindAsync(command.Id))!.State);
        await store.CompleteAsync(command, done: true, "{}", "too late");
        Assert.Equal(CommandState.Expired, (await store.FindAsync(command.Id))!.State);
    }

    private static Task<CollectorCommand> AddAsync(CommandStore store, TimeSpan lifetime) => store.AddAsync("write", "press-1", "{}", "erna", lifetime, "SP = 1");
}
