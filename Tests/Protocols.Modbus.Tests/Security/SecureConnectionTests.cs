using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Security;
using Faultline.Protocols.Modbus.Server;
using Faultline.Protocols.Modbus.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.Modbus.Tests.Security;

/// <summary>Modbus over TLS (Modbus/TCP Security v2.1): certificates from both sides, roles, and what is refused.</summary>
public sealed class SecureConnectionTests : IDisposable
{
    private const byte Unit = ClientAndServer.Unit;
    private readonly TestAuthority _authority = new("plant");
    private readonly TestAuthority _stranger = new("stranger");

    [Theory]
    [InlineData(ModbusFraming.Mbap, 8)]
    [InlineData(ModbusFraming.Rtu, 1)]
    public async Task TrustedPeers_ReadAndWrite(ModbusFraming framing, int maxOutstanding)
    {
        await using var pair = await ClientAndServer.StartAsync(ServerOptions(framing: framing), ClientOptions(_authority.IssueClient(), framing, maxOutstanding));
        await pair.Client.WriteMultipleRegistersAsync(Unit, 3, new ushort[] { 7, 8 }).Within();
        ReadBlock[] blocks = [.. Enumerable.Range(0, 20).Select(i => ReadBlock.HoldingRegisters(Unit, (ushort)i, new ushort[125]))];
        Assert.Equal(0, await pair.Client.ReadAsync(blocks).Within());
        Assert.Equal([0, 0, 0, 7, 8, 0], blocks[0].Registers[..6].ToArray());
        Assert.Equal(0, pair.Server.Counters.FailedHandshakes);
    }

    [Fact]
    public async Task Role_DecidesWhatIsAllowed_AndItsRefusalIsExceptionOne()
    {
        var asked = new ConcurrentQueue<(string? Role, byte Unit, FunctionCode Function)>();
        var server = ServerOptions(request =>
        {
            asked.Enqueue((request.Role, request.Unit, request.Function));
            return request.Role == "Operator" || request.Function == FunctionCode.ReadHoldingRegisters;
        });
        await using var pair = await ClientAndServer.StartAsync(server, ClientOptions(_authority.IssueClient("Operator")));
        await pair.Client.WriteSingleRegisterAsync(Unit, 1, 7).Within();

        await using var viewer = await ModbusTcpClient.ConnectAsync("127.0.0.1", pair.Server.Port, ClientOptions(_authority.IssueClient())).Within();
        Assert.Equal([7], await viewer.ReadHoldingRegistersAsync(Unit, 1, 1).Within());
        var error = await Assert.ThrowsAsync<ModbusException>(() => viewer.WriteSingleRegisterAsync(Unit, 1, 8).Within());
        Assert.Equal(ModbusExceptionCode.IllegalFunction, error.Code);
        Assert.Equal(7, pair.Device.HoldingRegisters[1]);
        Assert.Equal(1, pair.Server.Counters.Unauthorized);
        Assert.Equal(
            [("Operator", Unit, FunctionCode.WriteSingleRegister), (null, Unit, FunctionCode.ReadHoldingRegisters), (null, Unit, FunctionCode.WriteSingleRegister)],
            asked);
    }

    [Fact]
    public async Task Clients_ThatAreNotTrusted_GetNoAnswer()
    {
        await using var server = StartServer(ServerOptions());
        X509Certificate2[] wrong =
        [
            _stranger.IssueClient(),
            _authority.IssueExpiredClient(),
            _authority.IssueServer(),
            _authority.IssueClient(new X509Extension(ModbusRole.Oid, [1, 2, 3], critical: false)),
        ];
        foreach (var certificate in wrong)
            await AssertNoAnswer(server, ClientOptions(certificate));
        await server.StopAsync().Within();
        Assert.Equal(wrong.Length, server.Counters.FailedHandshakes);
        Assert.Equal(0, server.Counters.Requests);
    }

    [Fact]
    public async Task Servers_ThatAreNotTrusted_AreLeft()
    {
        await using var server = StartServer(ServerOptions());
        ModbusClientSecurity[] wrong =
        [
            new() { Certificate = _authority.IssueClient(), ServerName = "localhost", TrustedAuthorities = _stranger.Trusted },
            new() { Certificate = _authority.IssueClient(), ServerName = "other.example", TrustedAuthorities = _authority.Trusted },
            new() { Certificate = _authority.IssueClient(), TrustedAuthorities = _authority.Trusted },
        ];
        foreach (var security in wrong)
        {
            var error = await Assert.ThrowsAsync<ModbusException>(
                () => ModbusTcpClient.ConnectAsync("127.0.0.1", server.Port, new ModbusTcpClientOptions { Security = security }).Within());
            Assert.Equal(ModbusError.ConnectFailed, error.Error);
            Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Client_WithoutACertificate_GetsNoAnswer()
    {
        await using var server = StartServer(ServerOptions());
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.Port).Within();
        await using var tls = new SslStream(socket.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = Trust() }).Within();
            await tls.WriteAsync(Hex.Bytes("00 01 00 00 00 06 01 03 00 00 00 01")).Within();
            // TLS 1.3 tells the client only after its own handshake is over.
            if (await tls.ReadAsync(new byte[16]).Within() == 0)
                throw new IOException("closed");
        });
        Assert.Equal(0, server.Counters.Requests);
    }

    [Fact]
    public async Task Client_ThatDoesNotSpeakTls_IsClosed()
    {
        await using var server = StartServer(ServerOptions());
        using var raw = await RawClient.ConnectAsync(server);
        await raw.SendAsync("00 01 00 00 00 06 01 03 00 00 00 01");
        Assert.True(await raw.ClosedByServerAsync());
        Assert.Equal(0, server.Counters.Requests);
    }

    [Fact]
    public async Task Handshake_ThatDoesNotEnd_IsCut()
    {
        var time = new SignallingTime();
        await using var server = StartServer(ServerOptions(time: time));
        using var raw = await RawClient.ConnectAsync(server);
        await time.HandshakeBegan.Task.Within();
        time.Advance(SignallingTime.Handshake);
        Assert.True(await raw.ClosedByServerAsync());
        // It is counted after it is closed.
        await server.StopAsync().Within();
        Assert.Equal(1, server.Counters.FailedHandshakes);
    }

    [Fact]
    public async Task OldTls_IsRefused()
    {
        await using var server = StartServer(ServerOptions());
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.Port).Within();
        await using var tls = new SslStream(socket.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = Trust(),
            ClientCertificates = [_authority.IssueClient()],
#pragma warning disable CA5397, CA5398, SYSLIB0039 // that the old version is refused is what is tested
            EnabledSslProtocols = SslProtocols.Tls11,
#pragma warning restore CA5397, CA5398, SYSLIB0039
        };
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(options).Within());
        Assert.Equal(0, server.Counters.Requests);
    }

    [Fact]
    public void Rejects_SecurityThatTrustsNobodyOrNeverEnds()
    {
        ModbusServerSecurity[] wrong =
        [
            new() { Certificate = _authority.IssueServer(), TrustedAuthorities = [] },
            new() { Certificate = _authority.IssueServer(), TrustedAuthorities = _authority.Trusted, HandshakeTimeout = TimeSpan.Zero },
        ];
        Assert.All(wrong, security => Assert.Throws<ArgumentOutOfRangeException>(
            () => new ModbusTcpServer(new Dictionary<byte, IModbusDevice>(), new ModbusTcpServerOptions { Security = security })));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_authority.Trusted);
        return policy;
    }

    private static ModbusTcpServer StartServer(ModbusTcpServerOptions options)
    {
        var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [Unit] = new MemoryModbusDevice(10) }, options);
        server.Start();
        return server;
    }

    /// <summary>With TLS 1.3 a client's handshake ends before the server has judged its certificate: the refusal may come with the first request.</summary>
    private static async Task AssertNoAnswer(ModbusTcpServer server, ModbusTcpClientOptions options)
    {
        var error = await Assert.ThrowsAsync<ModbusException>(async () =>
        {
            await using var client = await ModbusTcpClient.ConnectAsync("127.0.0.1", server.Port, options).Within();
            await client.ReadCoilsAsync(Unit, 0, 1).Within();
        });
        Assert.True(error.Error is ModbusError.ConnectFailed or ModbusError.ConnectionLost, error.Message);
    }

    private ModbusTcpServerOptions ServerOptions(
        Func<ModbusAuthorization, bool>? authorize = null, ModbusFraming framing = ModbusFraming.Mbap, TimeProvider? time = null) => new()
    {
        Port = 0,
        Framing = framing,
        IdleTimeout = TimeSpan.FromHours(12),
        TimeProvider = time ?? TimeProvider.System,
        Security = new ModbusServerSecurity
        {
            Certificate = _authority.IssueServer(),
            TrustedAuthorities = _authority.Trusted,
            Authorize = authorize,
            HandshakeTimeout = SignallingTime.Handshake,
        },
    };

    private ModbusTcpClientOptions ClientOptions(
        X509Certificate2 certificate, ModbusFraming framing = ModbusFraming.Mbap, int maxOutstanding = 1) => new()
    {
        Framing = framing,
        MaxOutstanding = maxOutstanding,
        RequestTimeout = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromMinutes(1),
        Security = new ModbusClientSecurity { Certificate = certificate, ServerName = "localhost", TrustedAuthorities = _authority.Trusted },
    };

    /// <summary>A clock that only the test moves, and that says when the timer of a handshake has been set.</summary>
    private sealed class SignallingTime : FakeTimeProvider
    {
        internal static readonly TimeSpan Handshake = TimeSpan.FromSeconds(17);

        internal TaskCompletionSource HandshakeBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == Handshake)
                HandshakeBegan.TrySetResult();
            return timer;
        }
    }
}
