using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>Tests with <c>[Collection(ApiCollection.Name)]</c> share <see cref="ApiFixture"/> and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>
{
    public const string Name = "api";
}
