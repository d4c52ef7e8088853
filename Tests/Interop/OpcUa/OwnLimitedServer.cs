namespace Faultline.Interop.OpcUa;

/// <summary>Our server, which takes 10 nodes a request.</summary>
public sealed class OwnLimitedServer() : OwnServer(limit: 10);
