// Client of npm jsmodbus: node jsmodbus-client.js PORT tcp|rtu. Calls every function, all at once, and prints what it saw as one line of JSON.
const net = require('net');
const modbus = require('jsmodbus');

const values = (call) => call.then((r) => r.response.body.valuesAsArray);
const flags = (call) => values(call).then((v) => Array.from(v, Boolean));
const code = (call) => call.then(() => 0, (e) => e.response.body.code);
const Client = process.argv[3] === 'rtu' ? modbus.client.RTU : modbus.client.TCP;

const connect = (unit) => new Promise((resolve, reject) => {
  const socket = net.connect({ host: '127.0.0.1', port: Number(process.argv[2]) }, () => {
    // What a serial port has and a socket lacks.
    socket.isOpen = true;
    resolve(client ?? new Client(socket, unit, 10000));
  });
  // The TCP client waits for the connection's event, so it must be there before.
  const client = Client === modbus.client.TCP ? new Client(socket, unit, 10000) : null;
  socket.on('error', reject);
});

async function main() {
  const client = await connect(1);
  const stranger = await connect(9);
  const [coils, inputs, holding, input, past] = await Promise.all([
    flags(client.readCoils(3, 16)),
    flags(client.readDiscreteInputs(3, 16)),
    values(client.readHoldingRegisters(5, 4)),
    values(client.readInputRegisters(0, 125)),
    code(client.readInputRegisters(1999, 2)),
    client.writeSingleCoil(1000, true),
    client.writeSingleRegister(1000, 0xabcd),
    client.writeMultipleCoils(1010, [true, false, true, true, false, false, true, true, true, false]),
    client.writeMultipleRegisters(1010, [1, 0xffff, 0x0102]),
  ]);
  const objects = {};
  for (let next = 0, more = true; more;) {
    const { body } = (await client.readDeviceIdentification(3, next)).response;
    for (const { id, value } of body.objects) objects[id] = value.toString('ascii');
    [next, more] = [body.nextObjectId, body.moreFollows !== 0];
  }
  const one = (await client.readDeviceIdentification(4, 0x80)).response.body.objects[0].value.toString('ascii');
  const unknown = await code(stranger.readCoils(0, 1));
  console.log(JSON.stringify({
    coils, inputs, holding: [...holding], input: [...input], past_the_end: past, unknown_unit: unknown, objects, one_object: one,
  }));
  process.exit(0);
}

main().catch((e) => { console.error(e); process.exit(1); });
