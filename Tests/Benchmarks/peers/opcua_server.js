// node-opcua as server with 10,000 doubles that change every 100 ms: opcua_server.js FOLDER. Prints "PORT n"; ends with its input.
const { OPCUAServer, OPCUACertificateManager, DataType, StatusCodes, SecurityPolicy, MessageSecurityMode } = require("node-opcua");
const path = require("path");

async function main() {
  const serverCertificateManager = new OPCUACertificateManager({
    automaticallyAcceptUnknownCertificate: true,
    rootFolder: path.join(process.argv[2], "pki"),
  });
  await serverCertificateManager.initialize();
  const server = new OPCUAServer({
    port: 0,
    host: "127.0.0.1",
    hostname: "127.0.0.1",
    serverCertificateManager,
    securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
    securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
    serverCapabilities: { maxSubscriptions: 50, maxMonitoredItems: 50000, maxMonitoredItemsPerSubscription: 50000 },
  });
  await server.initialize();
  const own = server.engine.addressSpace.getOwnNamespace();
  const folder = own.addObject({ organizedBy: server.engine.addressSpace.rootFolder.objects, browseName: "Load" });
  const variables = [];
  for (let i = 0; i < 10000; i++)
    variables.push(own.addVariable({ componentOf: folder, nodeId: "s=Load" + i, browseName: "Load" + i, dataType: "Double", minimumSamplingInterval: 100 }));
  let turn = 0;
  const change = () => {
    turn++;
    for (let i = 0; i < variables.length; i++)
      variables[i].setValueFromSource({ dataType: DataType.Double, value: turn + i / 10000 }, StatusCodes.Good);
  };
  change();
  const timer = setInterval(change, 100);
  await server.start();
  console.log("PORT " + server.endpoints[0].port);
  process.stdin.resume();
  process.stdin.on("end", async () => { clearInterval(timer); await server.shutdown(0); process.exit(0); });
}

main().catch((error) => { console.error(error); process.exit(1); });
