using Faultline.DiagnosticsApi;

await DiagnosticsApplication.Build(args).RunAsync();
