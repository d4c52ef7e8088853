// Server of npm jsmodbus with the tables that ModbusServerPeerTests expects: node jsmodbus-server.js tcp|rtu. Prints PORT n; ends when its input ends.
const net = require('net');
const modbus = require('jsmodbus');

const size = 3000;
const bits = (on) => {
  const table = Buffer.alloc(size / 8);
  for (let i = 0; i < size; i++) if (on(i)) table[i >> 3] |= 1 << (i & 7);
  return table;
};
const registers = (value) => {
  const table = Buffer.alloc(size * 2);
  for (let i = 0; i < size; i++) table.writeUInt16BE(value(i), i * 2);
  return table;
};

const listener = new net.Server();
const tables = {
  coils: bits((i) => i % 3 === 0),
  discrete: bits((i) => i % 2 === 0),
  holding: registers((i) => i * 3),
  input: registers((i) => i * 5 + 1),
};
// The RTU server is made for a serial port: here each connection is one.
if (process.argv[2] === 'rtu') listener.on('connection', (socket) => new modbus.server.RTU(socket, tables));
else new modbus.server.TCP(listener, tables);
listener.listen(0, '127.0.0.1', () => console.log(`PORT ${listener.address().port}`));
process.stdin.resume().on('end', () => process.exit(0));
