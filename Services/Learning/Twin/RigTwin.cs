using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Twin;

/// <summary>
/// Statistical twin of the recorded rig: each of the 17 × 60 values as a function of the four conditions, their pairwise interactions and
/// the oil temperature, plus the scatter that the recorded cycles show. Immutable; safe for concurrent use.
/// </summary>
public sealed class RigTwin
{
    private const string Kind = "faultline-twin-1";

    internal RigTwin(TwinInfo info, TwinParameters parameters)
    {
        Info = info;
        Parameters = parameters;
    }

    /// <summary>Origin of the twin.</summary>
    public TwinInfo Info { get; }

    internal TwinParameters Parameters { get; }

    /// <summary>The twin that is part of this assembly.</summary>
    public static RigTwin LoadEmbedded()
    {
        using var stream = typeof(RigTwin).Assembly.GetManifestResourceStream("hydraulic.twin")
            ?? throw new InvalidDataException("the assembly carries no hydraulic.twin");
        return Load(stream);
    }

    /// <summary>Reads a twin file.</summary>
    /// <exception cref="InvalidDataException">The stream is not a twin file, or is damaged.</exception>
    public static RigTwin Load(Stream stream)
    {
        var (json, m) = ArtefactFile.Read(stream, Kind);
        var info = JsonSerializer.Deserialize<TwinInfo>(json, FaultlineJson.Options) ?? throw new InvalidDataException("no metadata");
        (int Rows, int Columns)[] shapes =
        [
            (2, RigLayout.Values), (RigLayout.Values, StateDesign.Terms), (info.Modes, RigLayout.Values), (1, RigLayout.Values),
            (1, RigLayout.Sensors), (2, 1 + StateDesign.Indicators),
        ];
        if (!m.Select(matrix => (matrix.Rows, matrix.Columns)).SequenceEqual(shapes))
            throw new InvalidDataException("the twin's matrices do not have the shapes of this version");
        var scales = new Standardization(m[0].Row(0).ToArray(), m[0].Row(1).ToArray());
        return new RigTwin(info, new TwinParameters(scales, m[1], m[2], m[3], m[4], m[5]));
    }

    /// <summary>Writes the twin file.</summary>
    public void Save(Stream stream)
    {
        var scales = new Matrix(2, RigLayout.Values);
        Parameters.Scales.Mean.CopyTo(scales.Row(0));
        Parameters.Scales.Scale.CopyTo(scales.Row(1));
        ArtefactFile.Write(
            stream, Kind, JsonSerializer.SerializeToUtf8Bytes(Info, IndentedJson.Options),
            [scales, Parameters.Response, Parameters.Scatter, Parameters.Noise, Parameters.Ripple, Parameters.Oil]);
    }

    /// <summary>The oil temperatures that the rig settles at in a condition.</summary>
    public OilState SteadyOil(RigCondition condition)
    {
        Span<double> terms = stackalloc double[1 + StateDesign.Indicators];
        terms[0] = 1;
        SetIndicators(condition, terms[1..]);
        return new OilState(Blas.Dot(Parameters.Oil.Row(0), terms), Blas.Dot(Parameters.Oil.Row(1), terms));
    }

    /// <summary>The oil after some machine time in a condition: a first-order approach to <see cref="SteadyOil"/>.</summary>
    public OilState Warm(OilState oil, RigCondition condition, TimeSpan elapsed)
    {
        var target = SteadyOil(condition);
        double share = 1 - Math.Exp(-elapsed.TotalSeconds / Info.OilTimeConstantSeconds);
        return new OilState(
            oil.Ts1Celsius + ((target.Ts1Celsius - oil.Ts1Celsius) * share), oil.Ts2Celsius + ((target.Ts2Celsius - oil.Ts2Celsius) * share));
    }

    /// <summary>Starts a load cycle: draws its scatter from the seed. The same seed gives the same cycle.</summary>
    public TwinCycle StartCycle(int seed) => new(Parameters, seed);

    /// <summary>A whole cycle in one condition as a window, at the given oil or else at the steady one.</summary>
    public CycleWindow Cycle(RigCondition condition, int seed, OilState? oil = null)
    {
        var cycle = StartCycle(seed);
        var temperature = oil ?? SteadyOil(condition);
        var values = new double[RigLayout.Values];
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            for (int second = 0; second < RigLayout.Seconds; second++)
                values[(sensor * RigLayout.Seconds) + second] = cycle.Value(sensor, second, condition, temperature);
        }

        return CycleWindow.FromValues(values);
    }

    internal static void SetIndicators(RigCondition condition, Span<double> indicators)
    {
        StateDesign.SetIndicators(Component.Cooler, condition.CoolerPercent, indicators);
        StateDesign.SetIndicators(Component.Valve, condition.ValvePercent, indicators);
        StateDesign.SetIndicators(Component.Pump, condition.PumpLeakage, indicators);
        StateDesign.SetIndicators(Component.Accumulator, condition.AccumulatorBar, indicators);
    }
}
