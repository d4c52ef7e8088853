using Faultline.Simulator;

await using var app = SimulatorApplication.Build(args);
await app.RunAsync();
