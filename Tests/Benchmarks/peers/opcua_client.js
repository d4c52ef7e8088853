// node-opcua as client: opcua_client.js FOLDER URL SECONDS. 10 subscriptions of 1000 items at 100 ms over SignAndEncrypt Basic256Sha256. Prints
// values, CPU seconds and resident MB of the measured time.
const {
  OPCUAClient, OPCUACertificateManager, SecurityPolicy, MessageSecurityMode, ClientSubscription, ClientMonitoredItemGroup, AttributeIds,
  TimestampsToReturn,
} = require("node-opcua");
const path = require("path");

async function main() {
  const [folder, url, seconds] = process.argv.slice(2);
  const clientCertificateManager = new OPCUACertificateManager({ automaticallyAcceptUnknownCertificate: true, rootFolder: path.join(folder, "client-pki") });
  await clientCertificateManager.initialize();
  const client = OPCUAClient.create({
    clientCertificateManager, securityPolicy: SecurityPolicy.Basic256Sha256, securityMode: MessageSecurityMode.SignAndEncrypt, endpointMustExist: false,
    keepSessionAlive: true,
  });
  await client.connect(url);
  const session = await client.createSession();
  let values = 0;
  for (let s = 0; s < 10; s++) {
    const subscription = ClientSubscription.create(session, {
      requestedPublishingInterval: 100, requestedLifetimeCount: 1000, requestedMaxKeepAliveCount: 20, maxNotificationsPerPublish: 0, publishingEnabled: true, priority: 1,
    });
    await new Promise((resolve) => subscription.once("started", resolve));
    const items = [];
    for (let i = 0; i < 1000; i++)
      items.push({ nodeId: "ns=1;s=Load" + (s * 1000 + i), attributeId: AttributeIds.Value });
    const group = ClientMonitoredItemGroup.create(subscription, items, { samplingInterval: 100, queueSize: 1, discardOldest: true }, TimestampsToReturn.Both);
    group.on("changed", () => values++);
    await new Promise((resolve) => group.once("initialized", resolve));
  }
  while (values < 500000) // warmed up, as our client is
    await new Promise((resolve) => setTimeout(resolve, 100));
  const before = process.cpuUsage(), counted = values;
  await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
  const used = process.cpuUsage(before);
  console.log(`${values - counted} ${(used.user + used.system) / 1e6} ${process.memoryUsage().rss / 1048576}`);
  process.exit(0);
}

main().catch((error) => { console.error(error); process.exit(1); });
