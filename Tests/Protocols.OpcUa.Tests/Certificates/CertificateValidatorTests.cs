using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Tests.SecureChannel;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.OpcUa.Tests.Certificates;

public sealed class CertificateValidatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-certificates-").FullName;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private readonly CertificateStore _store;
    private readonly CertificateValidator _validator;
    private readonly X509Certificate2 _server;

    public CertificateValidatorTests()
    {
        _store = new CertificateStore(_folder);
        _validator = new CertificateValidator(_store, _clock);
        _server = ApplicationCertificate.Create("server", "urn:test:server", ["plant.example", "127.0.0.1"], _clock);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Stranger_IsRefusedAndKept_ThenTrusted_ThenRejected()
    {
        Refuses(StatusCodes.BadCertificateUntrusted, _server.RawData);
        var entry = Assert.Single(_store.List());
        Assert.Equal((_server.Thumbprint, CertificateTrust.Rejected, "urn:test:server"), (entry.Thumbprint, entry.Trust, entry.ApplicationUri));

        Assert.True(_store.Trust(entry.Thumbprint));
        _validator.Validate(_server.RawData, "127.0.0.1", "urn:test:server");
        _validator.Validate(_server.RawData, "plant.example");

        Assert.True(_store.Reject(entry.Thumbprint));
        Refuses(StatusCodes.BadCertificateUntrusted, _server.RawData);
        Assert.Equal(CertificateTrust.Rejected, Assert.Single(_store.List()).Trust);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("../own/certificate")]
    [InlineData("")]
    public void ThumbprintOfNothing_IsNotTrusted(string thumbprint) => Assert.False(_store.Trust(thumbprint));

    [Fact]
    public void Rejected_AreBounded()
    {
        for (var i = 0; i < CertificateStore.MaxRejected; i++)
            File.WriteAllText(Path.Combine(_folder, "rejected", $"{i}.der"), "x");
        Refuses(StatusCodes.BadCertificateUntrusted, _server.RawData);

        Assert.Equal(CertificateStore.MaxRejected, Directory.GetFiles(Path.Combine(_folder, "rejected")).Length);
        Assert.Equal(1, _store.RejectedDropped);
    }

    [Fact]
    public void WrongHostUriOrTime_IsRefused()
    {
        _store.Add(_server, CertificateTrust.Trusted);
        Refuses(StatusCodes.BadCertificateHostNameInvalid, _server.RawData, host: "other.example");
        Refuses(StatusCodes.BadCertificateUriInvalid, _server.RawData, applicationUri: "urn:other");
        _clock.Advance(TimeSpan.FromDays(3000));
        Refuses(StatusCodes.BadCertificateTimeInvalid, _server.RawData);
    }

    [Fact]
    public void ShortKeyAndWrongUsage_AreRefused()
    {
        using var shortKey = TestCertificates.Make("short", 1024);
        _store.Add(shortKey, CertificateTrust.Trusted);
        Refuses(StatusCodes.BadCertificatePolicyCheckFailed, shortKey.RawData);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=usage", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var usage = request.CreateSelfSigned(_clock.GetUtcNow(), _clock.GetUtcNow().AddDays(1));
        _store.Add(usage, CertificateTrust.Trusted);
        Refuses(StatusCodes.BadCertificateUseNotAllowed, usage.RawData);
    }

    [Fact]
    public void IssuedCertificate_NeedsItsIssuer_AndTrustInOneOfThem()
    {
        using var key = RSA.Create(2048);
        var authorityRequest = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(_clock.GetUtcNow(), _clock.GetUtcNow().AddDays(9));
        using var leafKey = RSA.Create(2048);
        using var leaf = new CertificateRequest("CN=leaf", leafKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(authority, _clock.GetUtcNow(), _clock.GetUtcNow().AddDays(1), [1, 2, 3]);

        Refuses(StatusCodes.BadCertificateChainIncomplete, leaf.RawData);
        Refuses(StatusCodes.BadCertificateUntrusted, [.. leaf.RawData, .. authority.RawData]);
        _store.Add(authority, CertificateTrust.Trusted);
        _validator.Validate(leaf.RawData);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30 03 01 01")]
    [InlineData("30 03 01 01 FF")]
    [InlineData("02 01 05")]
    public void NoCertificate_IsInvalid(string der) => Refuses(StatusCodes.BadCertificateInvalid, Hex.Bytes(der));

    [Fact]
    public void OwnCertificate_IsMadeOnce_AndItsKeyIsPrivate()
    {
        var first = ApplicationCertificate.GetOrCreate(_store, "me", "urn:me", [], _clock);
        var second = ApplicationCertificate.GetOrCreate(_store, "me", "urn:me", [], _clock);
        var renamed = ApplicationCertificate.GetOrCreate(_store, "me", "urn:other", [], _clock);

        Assert.Equal(first.Thumbprint, second.Thumbprint);
        Assert.NotEqual(first.Thumbprint, renamed.Thumbprint);
        Assert.True(second.HasPrivateKey);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "own", "key.pem")));
    }

    private void Refuses(StatusCode status, byte[] chain, string? host = null, string? applicationUri = null) =>
        Assert.Equal(status, Assert.Throws<OpcUaException>(() => _validator.Validate(chain, host, applicationUri)).Status);
}
