using System.Text.Json;
using Faultline.Contracts;
using Faultline.Dashboard.Formatting;

namespace Faultline.Dashboard.Forms;

/// <summary>The values of every field that is chosen, in the words of the field.</summary>
public static class Choices
{
    /// <summary>What devices speak.</summary>
    public static IReadOnlyList<Choice> Protocols { get; } = Of<DeviceProtocol>(Format.Protocol);

    /// <summary>How Modbus frames travel.</summary>
    public static IReadOnlyList<Choice> Transports { get; } = Of<ModbusTransport>(transport => transport switch
    {
        ModbusTransport.Tcp => "TCP",
        ModbusTransport.Tls => "TLS, mutual certificates",
        _ => "RTU frames over TCP (serial gateway)",
    });

    /// <summary>How tags are put together into requests.</summary>
    public static IReadOnlyList<Choice> Mergings { get; } = Of<RegisterMerging>(merging => merging switch
    {
        RegisterMerging.None => "One request a tag",
        RegisterMerging.Shrink => "Fewest requests",
        _ => "Fewest requests and registers",
    });

    /// <summary>Endpoints of OPC UA servers.</summary>
    public static IReadOnlyList<Choice> Securities { get; } = Of<OpcUaSecurity>(security => security switch
    {
        OpcUaSecurity.Best => "The best that both sides know",
        OpcUaSecurity.None => "None: anybody in between reads and changes all",
        OpcUaSecurity.Basic256Sha256 => "Basic256Sha256",
        OpcUaSecurity.Aes128Sha256RsaOaep => "Aes128_Sha256_RsaOaep",
        _ => "Aes256_Sha256_RsaPss",
    });

    /// <summary>Tables of a Modbus device.</summary>
    public static IReadOnlyList<Choice> Areas { get; } = Of<ModbusArea>(area => area switch
    {
        ModbusArea.Coil => "Coils",
        ModbusArea.Discrete => "Discrete inputs",
        ModbusArea.Holding => "Holding registers",
        _ => "Input registers",
    });

    /// <summary>How values stand in registers.</summary>
    public static IReadOnlyList<Choice> Types { get; } = Of<TagType>(type => type.ToString().ToLowerInvariant());

    /// <summary>Byte orders.</summary>
    public static IReadOnlyList<Choice> Orders { get; } = Of<ByteOrder>(order => order switch
    {
        ByteOrder.Abcd => "ABCD, as the specification has it",
        ByteOrder.Cdab => "CDAB, low word first",
        ByteOrder.Badc => "BADC, bytes swapped",
        _ => "DCBA, low word first, bytes swapped",
    });

    /// <summary>Whose clock counts.</summary>
    public static IReadOnlyList<Choice> Clocks { get; } =
        [new Choice("", "The usual one"), .. Of<TimestampSource>(clock => $"The {clock.ToString().ToLowerInvariant()}'s")];

    private static Choice[] Of<T>(Func<T, string> text)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), text(value)))];
}
