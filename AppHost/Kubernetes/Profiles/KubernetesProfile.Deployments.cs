namespace Faultline.Kubernetes.Profiles;

public sealed partial record KubernetesProfile
{
    private static readonly IdentityProfile Postgres = new(70, 70);
    private static readonly IdentityProfile RedisUser = new(999, 999);

    /// <summary>What both overlays share: the smallest sizes, no machine, no way in.</summary>
    public static KubernetesProfile Base { get; } = new()
    {
        Workloads = new Dictionary<string, WorkloadProfile>
        {
            ["timescaledb"] = new()
            {
                Kind = WorkloadKind.StatefulSet,
                Identity = Postgres,
                Resources = new("250m", "512Mi", "1", "1Gi"),
                Storage = new("20Gi", "/var/lib/postgresql/data"),
                // Sockets, and the shared memory of parallel queries, of which a container has 64 MiB otherwise.
                ScratchFolders = ["/var/run/postgresql", "/dev/shm"],
                // A folder below the mount: the mount itself may hold lost+found, which initdb refuses.
                Environment = new Dictionary<string, string> { ["PGDATA"] = "/var/lib/postgresql/data/pgdata", ["POSTGRES_DB"] = "faultline" },
                ReadyCommand = ["pg_isready", "--host=127.0.0.1", "--username=postgres", "--dbname=faultline", "--quiet"],
                GraceSeconds = 120,
            },
            ["redis"] = new()
            {
                Kind = WorkloadKind.StatefulSet,
                Identity = RedisUser,
                Resources = new("50m", "64Mi", "500m", "256Mi"),
                Storage = new("1Gi", "/data"),
                ReadyCommand = ["/bin/sh", "-c", "REDISCLI_AUTH=\"$REDIS_PASSWORD\" redis-cli ping | grep -q PONG"],
            },
            ["schema"] = new() { Kind = WorkloadKind.Job, Resources = new("50m", "128Mi", "1", "256Mi") },
            ["collector"] = new()
            {
                Kind = WorkloadKind.StatefulSet,
                Resources = new("200m", "192Mi", "1", "512Mi"),
                // More than Spool:MaximumBytes (2 GiB): the segment being written comes on top.
                Storage = new("4Gi", "/var/lib/faultline"),
            },
            ["scorer"] = new() { Resources = new("200m", "256Mi", "1", "512Mi") },
            ["diagnostics-api"] = new() { Resources = new("100m", "192Mi", "1", "512Mi") },
            ["gateway"] = new() { Resources = new("100m", "128Mi", "1", "256Mi") },
        },
    };

    /// <summary>All on one machine, such as k3s in a workshop: with the simulator, reached as faultline.local.</summary>
    public static KubernetesProfile SingleNode { get; } = Base with
    {
        Workloads = new Dictionary<string, WorkloadProfile>(Base.Workloads)
        {
            ["simulator"] = new()
            {
                Resources = new("100m", "128Mi", "500m", "256Mi"),
                // The OPC UA server's certificate lives as long as the pod: nobody needs to trust a simulator for longer.
                ScratchFolders = ["/var/lib/faultline"],
                // Modbus has no authentication; here the network policy says who may call.
                Environment = new Dictionary<string, string> { ["Simulator__ModbusAddress"] = "0.0.0.0", ["Simulator__OpcUaAddress"] = "0.0.0.0" },
            },
        },
        Ingress = new("faultline.local", "faultline-tls"),
    };

    /// <summary>Several nodes: what may have replicas has them, and real machines take the simulator's place.</summary>
    public static KubernetesProfile Production { get; } = Base with
    {
        Workloads = new Dictionary<string, WorkloadProfile>(Base.Workloads)
        {
            ["timescaledb"] = Base.Workloads["timescaledb"] with { Resources = new("2", "4Gi", "4", "8Gi"), Storage = new("500Gi", "/var/lib/postgresql/data") },
            ["redis"] = Base.Workloads["redis"] with { Resources = new("200m", "256Mi", "1", "512Mi") },
            ["collector"] = Base.Workloads["collector"] with
            {
                Resources = new("500m", "256Mi", "2", "1Gi"),
                Storage = new("20Gi", "/var/lib/faultline"),
                Environment = new Dictionary<string, string>
                {
                    ["Plant__Systems__0__Number"] = "1", ["Plant__Systems__0__Endpoint"] = "192.0.2.11:502",
                    ["Plant__Systems__1__Number"] = "2", ["Plant__Systems__1__Endpoint"] = "192.0.2.12:502",
                },
            },
            ["scorer"] = Base.Workloads["scorer"] with { Resources = new("500m", "384Mi", "2", "1Gi"), Replicas = 2, Autoscaling = new(2, 8, 70) },
            ["diagnostics-api"] = Base.Workloads["diagnostics-api"] with { Resources = new("250m", "256Mi", "2", "1Gi"), Replicas = 2, Autoscaling = new(2, 6, 70) },
            ["gateway"] = Base.Workloads["gateway"] with { Resources = new("250m", "192Mi", "2", "512Mi"), Replicas = 2, Autoscaling = new(2, 6, 70) },
        },
        Ingress = new("faultline.example.com", "faultline-tls"),
        // 192.0.2.0/24 is for documentation (RFC 5737): a site's own overlay names its plant.
        Machines = new("collector", "192.0.2.0/24", [502, 4840]),
        HasDisruptionBudgets = true,
    };
}
