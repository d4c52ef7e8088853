namespace Faultline.Contracts;

/// <summary>Which of an OPC UA server's endpoints a device uses.</summary>
public enum OpcUaSecurity
{
    /// <summary>The best that both sides know; never none.</summary>
    Best,

    /// <summary>No security; whoever sits in between can read and change everything.</summary>
    None,

    /// <summary>Policy Basic256Sha256.</summary>
    Basic256Sha256,

    /// <summary>Policy Aes128_Sha256_RsaOaep.</summary>
    Aes128Sha256RsaOaep,

    /// <summary>Policy Aes256_Sha256_RsaPss.</summary>
    Aes256Sha256RsaPss,
}
