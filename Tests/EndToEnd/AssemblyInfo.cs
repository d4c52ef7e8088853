using Xunit;

// One booted line at a time: three at once on two cores measure each other's load.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
