using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.Collector.Tests.Commands;

/// <summary>Tests that share a database server.</summary>
[CollectionDefinition(Name)]
public sealed class CollectorDatabaseCollection : ICollectionFixture<DatabaseFixture>
{
    public const string Name = "collector databases";
}
