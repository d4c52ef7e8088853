using Xunit;

namespace Faultline.EndToEnd;

/// <summary>One running graph for a class of tests: `IClassFixture&lt;LineFixture&gt;`.</summary>
public sealed class LineFixture : IAsyncLifetime
{
    private AppHostFixture? _appHost;

    /// <summary>The running graph.</summary>
    public AppHostFixture AppHost => _appHost ?? throw new InvalidOperationException("The graph has not started.");

    /// <inheritdoc />
    public async Task InitializeAsync() => _appHost = await AppHostFixture.StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_appHost is not null) await _appHost.DisposeAsync();
    }
}
