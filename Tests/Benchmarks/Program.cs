using Faultline.Benchmarks;
using Faultline.Benchmarks.Scenarios;
using Faultline.Benchmarks.Scenarios.Acquisition;
using Faultline.Benchmarks.Scenarios.Latency;
using Faultline.Benchmarks.Scenarios.Modbus;
using Faultline.Benchmarks.Scenarios.OpcUa;
using Faultline.Benchmarks.Scenarios.Predict;
using Faultline.Benchmarks.Scenarios.Storage;
using Faultline.Contracts;

// What is measured apart, and what serves a measurement, runs as a process of its own.
if (args is [SubscribingClient.Role, var url, var prefix, var seconds])
    return await SubscribingClient.RunAsync(url, prefix, TimeSpan.FromSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));
if (args is [EchoServer.Verb, var address])
{
    await EchoServer.RunAsync(address);
    return 0;
}
if (args is [DeviceServers.Verb, var count])
{
    await DeviceServers.ServeAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}
if (args is [ChangingServer.Role, var folder])
    return await ChangingServer.RunAsync(folder);

IScenario[] ScenariosOf(DeviceProtocol protocol) =>
[
    new LatencyScenario(protocol), new ModbusScenario(), new StoreForwardScenario(), new ValidateScenario(), new PredictScenario(), new IngestScenario(), new QueryScenario(),
    new RollupScenario(), new OpcUaScenario(), new ScoreScenario(), new FailoverScenario(),
];
try
{
    var command = BenchmarkArguments.Parse(args);
    var scenario = ScenariosOf(command.Protocol).FirstOrDefault(candidate => candidate.Name == command.Scenario)
        ?? throw new ArgumentException($"There is no scenario '{command.Scenario}'.");
    var result = await scenario.RunAsync(command.Duration, CancellationToken.None);
    Report.Print(Console.Out, scenario.Name, result);
    if (command.JsonFile is not null)
        await Report.WriteJsonAsync(command.JsonFile, scenario.Name, result);
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine("Usage: dotnet run -c Release --project Tests/Benchmarks -- SCENARIO [--seconds N] [--json FILE] [--protocol modbus|opcua]");
    foreach (var scenario in ScenariosOf(default))
        Console.Error.WriteLine($"  {scenario.Name,-12} {scenario.Summary}");
    return 2;
}
