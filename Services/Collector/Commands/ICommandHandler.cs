using Faultline.TimeSeries;

namespace Faultline.Collector.Commands;

/// <summary>Executes commands of one kind.</summary>
internal interface ICommandHandler
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Executes a command; does not throw for what the command asks for.</summary>
    Task<CommandResult> ExecuteAsync(CollectorCommand command, CancellationToken cancellationToken);
}
