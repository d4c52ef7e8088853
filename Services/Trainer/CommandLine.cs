using System.Globalization;

namespace Faultline.Trainer;

/// <summary>Options of a command: --name VALUE, and flags without a value.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> values = [];

    public string this[string name] => values[name];

    public string? Find(string name) => values.GetValueOrDefault(name);

    /// <summary>A whole number, or the standard where the option is not given.</summary>
    /// <exception cref="UsageException">The value is no whole number, or out of range.</exception>
    public int Whole(string name, int standard, int lowest, int highest)
    {
        if (Find(name) is not { } text)
            return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= lowest && value <= highest
            ? value
            : throw new UsageException($"--{name} '{text}' is not a whole number from {lowest} to {highest}");
    }

    /// <exception cref="UsageException">An option is unknown, there twice, without a value, or missing.</exception>
    public static CommandLine Parse(string[] args, string[] required, string[] optional, string[] flags)
    {
        var line = new CommandLine();
        for (int i = 1; i < args.Length; i++)
        {
            string name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : "";
            bool flag = flags.Contains(name);
            if (!flag && !required.Contains(name) && !optional.Contains(name))
                throw new UsageException($"unknown option '{args[i]}' of {args[0]}");
            if (!flag && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal)))
                throw new UsageException($"--{name} needs a value");
            if (!line.values.TryAdd(name, flag ? "true" : args[++i]))
                throw new UsageException($"--{name} is there twice");
        }

        foreach (string name in required)
        {
            if (line.Find(name) is null)
                throw new UsageException($"--{name} is missing");
        }

        return line;
    }
}
