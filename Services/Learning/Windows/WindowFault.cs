namespace Faultline.Learning.Windows;

/// <summary>What is wrong with a window that was handed in.</summary>
/// <param name="Sensor">Sensor name, for instance PS1.</param>
/// <param name="Index">0-based index of the value at fault, or null when the fault is the whole sensor's.</param>
/// <param name="Message">The fault in words, naming sensor and index.</param>
public sealed record WindowFault(string Sensor, int? Index, string Message);
