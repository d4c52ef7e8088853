using Faultline.Browser;
using Faultline.Browser.Fake;
using Faultline.Browser.Running;

// By hand: `dotnet run -- fake` serves the dashboard at port 8090 before a made-up line, `dotnet run -- pictures DIR` takes pictures of every page.
switch (args)
{
    case ["fake"]:
        await using (var line = await FakeLine.StartNewAsync())
        {
            FakeScene.Set(line.Plant, TimeProvider.System.GetUtcNow());
            await using var gateway = await GatewayProcess.StartAsync(line.Url, FakeLine.TokenKey, 8090);
            Console.WriteLine($"{gateway.Url} (admin, operator or viewer; password '{FakeRoutes.Password}'). Enter ends it.");
            await Console.In.ReadLineAsync();
        }
        return 0;
    case ["pictures", var folder]:
        await Pictures.TakeAsync(folder);
        return 0;
    default:
        Console.Error.WriteLine("Usage: fake | pictures DIR");
        return 2;
}
