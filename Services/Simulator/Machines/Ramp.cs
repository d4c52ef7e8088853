namespace Faultline.Simulator.Machines;

/// <summary>A linear change of condition.</summary>
/// <param name="Start">Machine time of the start, in seconds.</param>
/// <param name="From">Condition before.</param>
/// <param name="To">Condition afterwards.</param>
/// <param name="Duration">Machine seconds it takes; 0 is a step.</param>
internal sealed record Ramp(double Start, double From, double To, double Duration)
{
    public double ValueAt(double seconds)
    {
        if (seconds >= Start + Duration)
            return To;
        return seconds <= Start ? From : From + ((To - From) * (seconds - Start) / Duration);
    }
}
