using Faultline.AppHost.Tests;

// Started with arguments by the tests (the graph), without by that graph (a service).
if (args is ["graph", .. var rest]) SmallGraph.Run(rest);
else await SmallService.RunAsync();
