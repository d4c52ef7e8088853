namespace Faultline.Gateway.Tests;

/// <summary>What reached a backend.</summary>
internal sealed record Arrived(string Backend, string Method, string Path, string Authorization, string Cookie);
