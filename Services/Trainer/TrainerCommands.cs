using Faultline.Learning.Data;

namespace Faultline.Trainer;

/// <summary>The command line: picks the command, and turns faults into a message and an exit code.</summary>
public static class TrainerCommands
{
    /// <summary>Exit code of a finished command.</summary>
    public const int Done = 0;

    /// <summary>Exit code when data or model cannot be used.</summary>
    public const int Failed = 1;

    /// <summary>Exit code when the command line is wrong.</summary>
    public const int WrongUsage = 2;

    private const string Usage = """
        Usage:
          trainer train    --data DIR --out FILE [--seed N] [--folds N] [--trained-at ISO8601] [--no-challenger]
          trainer evaluate --data DIR [--groups FILE | --model FILE] [--json FILE] [--seed N] [--folds N] [--unknown]
          trainer twin     --data DIR --out FILE
          trainer register --model FILE --data DIR --url URL [--name NAME] [--evaluation FILE]

        DIR is searched recursively for the 17 sensors as NAME.txt or NAME.tsv (or .gz), profile.txt and, where there is one, runs.txt.
        Without the fifth column of profile.txt (GET /api/labels/export has four) the stable flag is not judged.
        Files at 10 or 100 Hz, as in the original archive, are averaged. evaluate learns and predicts in three ways: with whole runs held out
        (the headline), at random, and with a whole cooler level held out; --groups gives the fold of each cycle instead (one whole number a
        row), --model judges a finished model, --unknown adds how a fault left out of the training is met. --trained-at defaults to the time of the newest data file, so that the same data and
        seed give the same bytes. register uploads to the registry at URL (https://PLANT/api/models) with an administrator's token from FAULTLINE_TOKEN; cycles of
        DIR and the model's answers to them go along, and the registry tries the model on them.
        """;

    /// <summary>Runs one command line; returns the exit code.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            if (args is [] or ["--help" or "-h", ..])
            {
                output.WriteLine(Usage);
                return args.Length == 0 ? WrongUsage : Done;
            }

            switch (args[0])
            {
                case "train":
                    TrainCommand.Run(CommandLine.Parse(args, ["data", "out"], ["seed", "folds", "trained-at"], ["no-challenger"]), output, errors);
                    return Done;
                case "evaluate":
                    EvaluateCommand.Run(CommandLine.Parse(args, ["data"], ["groups", "model", "json", "seed", "folds"], ["unknown"]), output, errors);
                    return Done;
                case "twin":
                    TwinCommand.Run(CommandLine.Parse(args, ["data", "out"], [], []), output);
                    return Done;
                case "register":
                    RegisterCommand.Run(CommandLine.Parse(args, ["model", "data", "url"], ["name", "evaluation"], []), output);
                    return Done;
                default:
                    throw new UsageException($"unknown command '{args[0]}'");
            }
        }
        catch (UsageException e)
        {
            errors.WriteLine($"trainer: {e.Message}");
            errors.WriteLine(Usage);
            return WrongUsage;
        }
        catch (Exception e) when (e is DatasetException or IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException or ArithmeticException or HttpRequestException or System.Text.Json.JsonException)
        {
            errors.WriteLine($"trainer: {e.Message}");
            return Failed;
        }
    }
}
