using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.OpcUa.Tests.SecureChannel;

public sealed class AttackTests
{
    private static readonly CancelRequest Message = new() { RequestHandle = 5 };

    [Theory]
    [InlineData(MessageSecurityMode.Sign)]
    [InlineData(MessageSecurityMode.SignAndEncrypt)]
    public async Task AnyByteChanged_IsRefused(MessageSecurityMode mode)
    {
        const int ChannelIdAt = 8;
        for (var at = ChannelIdAt; at < 120; at += 3)
        {
            var position = at;
            var status = await ServersVerdictAsync(mode, chunk =>
            {
                chunk[Math.Min(position, chunk.Length - 1)] ^= 0x40;
                return [chunk];
            });
            Assert.Equal(position < 12 ? StatusCodes.BadTcpSecureChannelUnknown : StatusCodes.BadSecurityChecksFailed, status);
        }
    }

    [Fact]
    public async Task LengthThatIsNoBlock_IsRefused() => Assert.Equal(
        StatusCodes.BadSecurityChecksFailed,
        await ServersVerdictAsync(MessageSecurityMode.SignAndEncrypt, chunk =>
        {
            BitConverter.TryWriteBytes(chunk.AsSpan(4), chunk.Length - 1);
            return [chunk[..^1]];
        }));

    [Fact]
    public async Task ChunkSentTwice_IsRefused() => Assert.Equal(
        StatusCodes.BadSequenceNumberInvalid, await ServersVerdictAsync(MessageSecurityMode.SignAndEncrypt, chunk => [chunk, chunk]));

    [Fact]
    public async Task ChunkLeftOut_IsNoticed()
    {
        var first = true;
        Assert.Equal(
            StatusCodes.BadSequenceNumberInvalid,
            await ServersVerdictAsync(MessageSecurityMode.SignAndEncrypt, chunk =>
            {
                var dropped = first;
                first = false;
                return dropped ? [] : [chunk];
            }));
    }

    [Fact]
    public async Task ExpiredToken_IsRefused()
    {
        var clock = new FakeTimeProvider();
        await using var pair = await ChannelPair.OpenAsync(
            SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign, client => client with { Lifetime = TimeSpan.FromSeconds(60) },
            server => server with { Clock = clock });
        clock.Advance(TimeSpan.FromSeconds(75));
        Assert.Equal(5u, (await pair.ToServerAsync(1, Message)).RequestHandle);
        clock.Advance(TimeSpan.FromSeconds(1));

        var refused = await Assert.ThrowsAsync<OpcUaException>(() => pair.ToServerAsync(2, Message));

        Assert.Equal(StatusCodes.BadSecurityChecksFailed, refused.Status);
    }

    [Fact]
    public async Task Client_RenewsAtThreeQuarters()
    {
        var clock = new FakeTimeProvider();
        await using var pair = await ChannelPair.OpenAsync(
            SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign, client => client with { Clock = clock, Lifetime = TimeSpan.FromSeconds(60) },
            server => server with { Clock = clock });
        for (var i = 0u; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(45));
            // The server answers the renewal on its way to the message behind it; the client takes the answer in before the next response.
            await pair.ToServerAsync(i, Message);
            await pair.ToClientAsync(i, new CancelResponse());
            await pair.Client.TimedRenewal.Within();
        }
    }

    [Fact]
    public async Task ModeThatIsNotAllowed_IsRefused_AndTheClientIsTold()
    {
        var refused = await Assert.ThrowsAsync<OpcUaException>(() => ChannelPair.OpenAsync(
            SecurityPolicy.None, MessageSecurityMode.None, server: server => server with { Allows = (policy, _) => !policy.IsNone }));

        Assert.Equal(StatusCodes.BadSecurityModeRejected, refused.Status);
    }

    [Fact]
    public async Task ClientCertificateThatIsNotTrusted_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<OpcUaException>(() => ChannelPair.OpenAsync(
            SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign,
            server: server => server with { ValidateClient = _ => throw OpcUaFault.Certificate(StatusCodes.BadCertificateUntrusted, "x", "test") }));

        Assert.Equal(StatusCodes.BadCertificateUntrusted, refused.Status);
    }

    [Fact]
    public async Task ServerWithAnotherKey_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<OpcUaException>(() => ChannelPair.OpenAsync(
            SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign, client => client with { ServerCertificate = TestCertificates.Client }));

        Assert.Equal(StatusCodes.BadSecurityChecksFailed, refused.Status);
    }

    /// <summary>Sends two messages over a wire that tampers, and answers what the server says when it refuses one.</summary>
    private static async Task<StatusCode> ServersVerdictAsync(MessageSecurityMode mode, Func<byte[], IEnumerable<byte[]>> tamper)
    {
        TamperingStream? wire = null;
        await using var pair = await ChannelPair.OpenAsync(SecurityPolicy.Basic256Sha256, mode, wire: stream => wire = new TamperingStream(stream));
        wire!.Tamper = tamper;
        await pair.Client.SendAsync(1, Message, CancellationToken.None).Within();
        await pair.Client.SendAsync(2, Message, CancellationToken.None).Within();
        var refused = await Assert.ThrowsAsync<OpcUaException>(async () =>
        {
            for (var i = 0; i < 2; i++)
                (await pair.Server.ReceiveAsync(CancellationToken.None).Within())!.Dispose();
        });
        var told = await Assert.ThrowsAsync<OpcUaException>(() => pair.Client.ReceiveAsync(CancellationToken.None).Within());
        Assert.Equal(refused.Status, told.Status);
        return refused.Status;
    }
}
