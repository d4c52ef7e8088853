using System.Globalization;

namespace Faultline.Simulator.Machines;

/// <summary>All machines of the simulator, by number.</summary>
internal sealed class MachinePark(IReadOnlyList<Machine> machines)
{
    public IReadOnlyList<Machine> Machines => machines;

    /// <summary>The machine called "2" or "hydraulic-2"; null when there is none.</summary>
    public Machine? Find(string id)
    {
        foreach (var machine in machines)
        {
            if (id == machine.Id.Value || id == machine.Number.ToString(CultureInfo.InvariantCulture))
                return machine;
        }
        return null;
    }
}
