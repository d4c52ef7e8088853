using Xunit;

namespace Faultline.EndToEnd;

/// <summary>One booted line for all tests that leave it as they found it.</summary>
[CollectionDefinition(Name)]
public sealed class LineCollection : ICollectionFixture<RunningLine>
{
    public const string Name = "line";
}
