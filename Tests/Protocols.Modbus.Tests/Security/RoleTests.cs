using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.Modbus.Security;

namespace Faultline.Protocols.Modbus.Tests.Security;

/// <summary>The role in a certificate: one UTF8String under 1.3.6.1.4.1.50316.802.1 (Modbus/TCP Security v2.1).</summary>
public sealed class RoleTests : IDisposable
{
    private readonly TestAuthority _authority = new("plant");

    [Fact]
    public void Role_Golden_BothWays()
    {
        Assert.Equal("0C 08 4F 70 65 72 61 74 6F 72", Hex.Text(ModbusRole.CreateExtension("Operator").RawData));
        using var certificate = _authority.IssueClient(new X509Extension("1.3.6.1.4.1.50316.802.1", Hex.Bytes("0C 08 4F 70 65 72 61 74 6F 72"), false));
        Assert.Equal("Operator", ModbusRole.Read(certificate));
    }

    [Fact]
    public void Role_Absent_IsNull()
    {
        using var certificate = _authority.IssueClient();
        Assert.Null(ModbusRole.Read(certificate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0C")]
    [InlineData("0C 08 4F 70")]
    [InlineData("0C 01 4F 00")]
    [InlineData("0C 01 FF")]
    [InlineData("13 01 4F")]
    [InlineData("30 03 0C 01 4F")]
    public void Role_ThatIsNotOneString_IsRefused(string value)
    {
        using var certificate = _authority.IssueClient(new X509Extension(ModbusRole.Oid, Hex.Bytes(value), critical: false));
        var error = Assert.Throws<AuthenticationException>(() => ModbusRole.Read(certificate));
        Assert.Contains("CN=client", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _authority.Dispose();
}
