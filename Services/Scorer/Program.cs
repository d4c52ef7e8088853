using Faultline.Scorer;

await ScorerApplication.Build(args).RunAsync();
