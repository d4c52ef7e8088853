namespace Faultline.Tests.Databases;

/// <summary>What a test server shows of itself; it takes encrypted connections only.</summary>
/// <param name="Certificate">Its certificate, PEM.</param>
/// <param name="Key">Its key, PEM.</param>
public sealed record ServerTls(string Certificate, string Key);
