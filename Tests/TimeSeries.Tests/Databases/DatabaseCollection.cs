using Xunit;

namespace Faultline.Tests.Databases;

/// <summary>Tests with <c>[Collection(DatabaseCollection.Name)]</c> share <see cref="DatabaseFixture"/> and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DatabaseCollection : ICollectionFixture<DatabaseFixture>
{
    public const string Name = "database";
}
