namespace Faultline.Contracts;

/// <summary>A text that a tag showed, told when it changed. Texts are kept beside the readings, which are numbers.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Time">When it was read, UTC.</param>
/// <param name="Text">The text.</param>
public sealed record TextReading(SystemId SystemId, string Tag, DateTimeOffset Time, string Text);
