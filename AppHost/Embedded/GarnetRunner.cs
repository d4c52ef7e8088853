using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Faultline.AppHost.Embedded;

/// <summary>Runs Garnet in a child process; see <see cref="GarnetVerb"/>.</summary>
internal sealed class GarnetRunner(RedisResource resource, GraphContext context) : ResourceRunner(resource, context)
{
    protected override Task<ChildProcess?> StartAsync(CancellationToken cancellationToken)
    {
        var redis = (RedisResource)Resource;
        var start = DotNet.StartVerb(Verbs.Garnet, redis.Endpoint.AllocatedPort.ToString(CultureInfo.InvariantCulture));
        start.Environment[GarnetVerb.PasswordVariable] = redis.PasswordParameter.Value;
        return Task.FromResult<ChildProcess?>(ChildProcess.Start(start, Log.Append));
    }

    protected override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var redis = (RedisResource)Resource;
        using var client = new TcpClient();
        await client.ConnectAsync(redis.Endpoint.Host, redis.Endpoint.AllocatedPort, cancellationToken);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Request("AUTH", redis.PasswordParameter.Value) + Request("PING")), cancellationToken);
        var (auth, ping) = (await reader.ReadLineAsync(cancellationToken), await reader.ReadLineAsync(cancellationToken));
        return (auth, ping) is ("+OK", "+PONG") ? null : $"AUTH, PING answered {auth}, {ping}";
    }

    /// <summary>A command as RESP's array of bulk strings; Garnet takes no inline commands.</summary>
    private static string Request(params string[] words) =>
        $"*{words.Length}\r\n{string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n"))}";
}
