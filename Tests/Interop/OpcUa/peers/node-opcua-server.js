// node-opcua as server: node-opcua-server.js FOLDER [PORT [LIMIT]]. All policies; anonymous, user "operator"/"secret", and users whose certificates
// lie in FOLDER/user-pki/trusted/certs. Prints "PORT n".
// LIMIT bounds the nodes of each request and the references of a browse.
// FOLDER keeps its certificates; certificates of clients are accepted, as it is the client's security that is tested against it.
const { OPCUAServer, OPCUACertificateManager, DataType, Variant, StatusCodes, SecurityPolicy, MessageSecurityMode } = require("node-opcua");
const path = require("path");

async function main() {
  const serverCertificateManager = new OPCUACertificateManager({
    automaticallyAcceptUnknownCertificate: true,
    rootFolder: path.join(process.argv[2], "pki"),
  });
  await serverCertificateManager.initialize();
  const userCertificateManager = new OPCUACertificateManager({ automaticallyAcceptUnknownCertificate: false, rootFolder: path.join(process.argv[2], "user-pki") });
  await userCertificateManager.initialize();
  const limit = Number(process.argv[4] ?? 0);
  const operationLimits = limit === 0 ? undefined : {
    maxNodesPerRead: limit, maxNodesPerWrite: limit, maxNodesPerMethodCall: limit, maxNodesPerBrowse: limit,
    maxNodesPerRegisterNodes: limit, maxNodesPerTranslateBrowsePathsToNodeIds: limit, maxMonitoredItemsPerCall: limit,
  };
  const server = new OPCUAServer({
    port: Number(process.argv[3] ?? 0),
    host: "127.0.0.1",
    hostname: "127.0.0.1",
    serverCertificateManager,
    userCertificateManager,
    securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss],
    securityModes: [MessageSecurityMode.None, MessageSecurityMode.Sign, MessageSecurityMode.SignAndEncrypt],
    allowAnonymous: true,
    userManager: { isValidUser: (name, password) => name === "operator" && password === "secret" },
    serverCapabilities: operationLimits && { operationLimits },
    serverInfo: { applicationUri: "urn:faultline:peer:node-opcua" },
  });
  await server.initialize();

  const space = server.engine.addressSpace;
  const own = space.getOwnNamespace();
  const machine = own.addObject({ organizedBy: space.rootFolder.objects, nodeId: "s=Machine", browseName: "Machine" });
  own.addVariable({
    componentOf: machine, nodeId: "s=Temperature", browseName: "Temperature", dataType: "Double",
    value: new Variant({ dataType: DataType.Double, value: 42.5 }),
  });
  own.addVariable({
    componentOf: machine, nodeId: "s=Setpoint", browseName: "Setpoint", dataType: "Double", minimumSamplingInterval: 10,
    value: new Variant({ dataType: DataType.Double, value: 1 }),
  });
  const many = own.addObject({ organizedBy: space.rootFolder.objects, nodeId: "s=Many", browseName: "Many" });
  for (let i = 0; i < 45; i++)
    own.addVariable({
      componentOf: many, nodeId: "s=Item" + i, browseName: "Item" + i, dataType: "UInt32", value: new Variant({ dataType: DataType.UInt32, value: i }),
    });
  let count = 0;
  const counter = own.addVariable({ componentOf: machine, nodeId: "s=Counter", browseName: "Counter", dataType: "UInt32", minimumSamplingInterval: 10 });
  counter.setValueFromSource({ dataType: DataType.UInt32, value: 0 });
  const timer = setInterval(() => counter.setValueFromSource({ dataType: DataType.UInt32, value: ++count }), 20);
  const add = own.addMethod(machine, {
    nodeId: "s=Add", browseName: "Add",
    inputArguments: [{ name: "a", dataType: DataType.Double }, { name: "b", dataType: DataType.Double }],
    outputArguments: [{ name: "sum", dataType: DataType.Double }],
  });
  add.bindMethod((inputs, context, callback) => callback(null, {
    statusCode: StatusCodes.Good,
    outputArguments: [{ dataType: DataType.Double, value: inputs[0].value + inputs[1].value }],
  }));

  await server.start();
  console.log("PORT " + server.endpoints[0].port);
  process.stdin.resume();
  process.stdin.on("end", async () => { clearInterval(timer); await server.shutdown(0); process.exit(0); });
}

main().catch((error) => { console.error(error); process.exit(1); });
