// node-opcua as client: node-opcua-client.js FOLDER URL POLICY MODE USER. USER is "-" for nobody, or name:password. Walks through the services of a
// server with the address space that all peers have, a line each, and says "VALUES" whenever five values of Counter came since the (last) connection.
// It ends with its input.
const {
  OPCUAClient, OPCUACertificateManager, SecurityPolicy, MessageSecurityMode, UserTokenType, AttributeIds, DataType, ClientSubscription, ClientMonitoredItem,
  TimestampsToReturn,
} = require("node-opcua");
const path = require("path");

async function main() {
  const [folder, url, policy, mode, user] = process.argv.slice(2);
  const clientCertificateManager = new OPCUACertificateManager({ automaticallyAcceptUnknownCertificate: true, rootFolder: path.join(folder, "pki") });
  await clientCertificateManager.initialize();
  const client = OPCUAClient.create({
    clientCertificateManager, securityPolicy: SecurityPolicy[policy], securityMode: MessageSecurityMode[mode], endpointMustExist: false,
    keepSessionAlive: true, connectionStrategy: { initialDelay: 100, maxDelay: 500, maxRetry: 100 },
  });
  await client.connect(url);
  const [userName, password] = user.split(":");
  const session = await client.createSession(user === "-" ? undefined : { type: UserTokenType.UserName, userName, password });

  const browsed = await session.browse("ns=1;s=Machine");
  console.log("browse " + browsed.references.map((reference) => reference.browseName.name).filter((name) => name !== "BaseObjectType").sort().join(","));
  const read = await session.read({ nodeId: "ns=1;s=Temperature", attributeId: AttributeIds.Value });
  console.log("read " + read.value.value);
  const written = await session.write({
    nodeId: "ns=1;s=Setpoint", attributeId: AttributeIds.Value, value: { value: { dataType: DataType.Double, value: 17.25 } },
  });
  const back = await session.read({ nodeId: "ns=1;s=Setpoint", attributeId: AttributeIds.Value });
  console.log("write " + written.name + " " + back.value.value);
  const called = await session.call({
    objectId: "ns=1;s=Machine", methodId: "ns=1;s=Add",
    inputArguments: [{ dataType: DataType.Double, value: 2.5 }, { dataType: DataType.Double, value: 4 }],
  });
  console.log("call " + called.statusCode.name + " " + called.outputArguments.map((output) => output.value).join(","));

  const subscription = ClientSubscription.create(session, {
    requestedPublishingInterval: 50, requestedLifetimeCount: 1000, requestedMaxKeepAliveCount: 10, maxNotificationsPerPublish: 0, publishingEnabled: true, priority: 1,
  });
  const counter = ClientMonitoredItem.create(
    subscription, { nodeId: "ns=1;s=Counter", attributeId: AttributeIds.Value }, { samplingInterval: 10, queueSize: 100, discardOldest: true }, TimestampsToReturn.Both);
  let values = 0;
  counter.on("changed", () => { if (++values === 5) console.log("VALUES"); });
  client.on("connection_reestablished", () => { values = 0; });
  process.stdin.resume();
  process.stdin.on("end", async () => {
    await subscription.terminate();
    await session.close();
    await client.disconnect();
    process.exit(0);
  });
}

main().catch((error) => { console.error(error); process.exit(1); });
