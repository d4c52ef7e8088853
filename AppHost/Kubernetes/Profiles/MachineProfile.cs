namespace Faultline.Kubernetes.Profiles;

/// <summary>The plant's network, outside the cluster: an edge that the graph does not have, since its machine is the simulator.</summary>
/// <param name="Reader">Workload that reads the machines.</param>
/// <param name="Network">Their addresses in CIDR notation.</param>
/// <param name="Ports">TCP ports: 502 Modbus, 4840 OPC UA.</param>
public sealed record MachineProfile(string Reader, string Network, IReadOnlyList<int> Ports);
