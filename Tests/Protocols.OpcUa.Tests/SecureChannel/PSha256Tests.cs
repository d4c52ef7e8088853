using Faultline.Protocols.OpcUa.SecureChannel;

namespace Faultline.Protocols.OpcUa.Tests.SecureChannel;

public sealed class PSha256Tests
{
    // The P_SHA256 vector that the IETF TLS mailing list published for RFC 5246 §5: 100 bytes from secret, label and seed.
    [Fact]
    public void Derive_PublishedVector()
    {
        var output = PSha256.Derive(
            Hex.Bytes("9B BE 43 6B A9 40 F0 17 B1 76 52 84 9A 71 DB 35"),
            [.. "test label"u8, .. Hex.Bytes("A0 BA 9F 93 6C DA 31 18 27 A6 F7 96 FF D5 19 8C")],
            100);

        Assert.Equal(
            "E3 F2 29 BA 72 7B E1 7B 8D 12 26 20 55 7C D4 53 C2 AA B2 1D 07 C3 D4 95 32 9B 52 D4 E6 1E DB 5A 6B 30 17 91 E9 0D 35 C9 C9 A4 6B 4E " +
            "14 BA F9 AF 0F A0 22 F7 07 7D EF 17 AB FD 37 97 C0 56 4B AB 4F BC 91 66 6E 9D EF 9B 97 FC E3 4F 79 67 89 BA A4 80 82 D1 22 EE 42 C5 " +
            "A7 2E 5A 51 10 FF F7 01 87 34 7B 66",
            Hex.Text(output));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    public void Derive_ShorterOutput_IsItsPrefix(int length) => Assert.Equal(
        PSha256.Derive([1, 2], [3, 4], 80)[..length], PSha256.Derive([1, 2], [3, 4], length));
}
