using System.Net;
using System.Net.Sockets;
using Garnet;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>Garnet, a Redis server, on a loopback port that stays the same when it is stopped and started again.</summary>
public sealed class RedisServer : IDisposable
{
    private const string Password = "a-password-of-the-tests";

    private readonly int port = FreePort();
    private GarnetServer? server;

    private RedisServer()
    {
    }

    /// <summary>In StackExchange.Redis' form, as Aspire injects it.</summary>
    public string ConnectionString => $"127.0.0.1:{port},password={Password}";

    /// <summary>One that runs already.</summary>
    public static RedisServer Started()
    {
        var redis = new RedisServer();
        redis.Start();
        return redis;
    }

    /// <summary>One that only has its address so far.</summary>
    public static RedisServer Stopped() => new();

    public void Start()
    {
        server = new GarnetServer(
            ["--bind", "127.0.0.1", "--port", $"{port}", "--auth", "Password", "--password", Password, "--memory", "64m", "--page", "4m", "--segment", "32m", "--index", "8m"]);
        server.Start();
    }

    public void Stop()
    {
        server?.Dispose();
        server = null;
    }

    public void Dispose() => Stop();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
