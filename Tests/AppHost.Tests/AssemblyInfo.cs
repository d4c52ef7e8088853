// The lifetime tests start databases: one at a time is what a small machine carries.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
