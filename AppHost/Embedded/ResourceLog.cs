using System.Text.RegularExpressions;

namespace Faultline.AppHost.Embedded;

/// <summary>A child's output: everything to a file of bounded size, what asks for attention to the console too.</summary>
internal sealed partial class ResourceLog(string resource, string folder, ConsoleOutput console) : IDisposable
{
    /// <summary>The file is begun anew at this size; the one before it is kept as NAME.log.1: at most 20 MiB a resource.</summary>
    private const long LongestBytes = 10 * 1024 * 1024;

    /// <summary>Logs each failed check at the rate at which AppHost asks, who tells the change of state and the reason once.</summary>
    private const string HealthChecks = "Microsoft.Extensions.Diagnostics.HealthChecks.";

    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(folder, resource + ".log");
    private StreamWriter? _writer;
    private bool _important;

    /// <summary>The last lines, for those who look on.</summary>
    public OutputTail Tail { get; } = new();

    /// <summary>Takes one line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="fromError">It came by standard error, where .NET writes unhandled exceptions.</param>
    public void Append(string line, bool fromError)
    {
        lock (_gate)
        {
            _important = IsImportant(line, fromError, _important);
            var writer = _writer ??= Open();
            writer.WriteLine(line);
            writer.Flush();
            if (writer.BaseStream.Length > LongestBytes) Rotate();
        }

        Tail.Append(line, fromError);
        console.Child(resource, line, _important);
    }

    public void Dispose()
    {
        lock (_gate) _writer?.Dispose();
    }

    /// <summary>Warnings and worse, of .NET's console logger and of PostgreSQL; an indented line belongs to the one before it.</summary>
    internal static bool IsImportant(string line, bool fromError, bool before)
    {
        if (LevelPattern().Match(line) is { Success: true } dotnet)
            return dotnet.Groups[1].Value is "warn" or "fail" or "crit" && !dotnet.Groups[2].Value.StartsWith(HealthChecks, StringComparison.Ordinal);
        if (SeverityPattern().Match(line) is { Success: true } postgres)
            return postgres.Groups[1].Value is "FATAL" or "PANIC" && !PassingPattern().IsMatch(line);
        return line.StartsWith(' ') || line.StartsWith('\t') ? before : fromError;
    }

    [GeneratedRegex(@"^(?:\S+ )?(trce|dbug|info|warn|fail|crit): (\S*)")]
    private static partial Regex LevelPattern();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d .*?\b(LOG|HINT|DETAIL|STATEMENT|CONTEXT|INFO|NOTICE|DEBUG|WARNING|ERROR|FATAL|PANIC): ")]
    private static partial Regex SeverityPattern();

    /// <summary>FATAL to a connection only: what every start and stop brings.</summary>
    [GeneratedRegex(@"the database system is|due to administrator command")]
    private static partial Regex PassingPattern();

    private StreamWriter Open() => new(_path, append: true);

    private void Rotate()
    {
        _writer?.Dispose();
        File.Move(_path, _path + ".1", overwrite: true);
        _writer = Open();
    }
}
