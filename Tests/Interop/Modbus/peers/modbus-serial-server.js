// Server of npm modbus-serial with the tables that ModbusServerPeerTests expects. Prints PORT n; ends when its input ends.
const { ServerTCP } = require('modbus-serial');

const size = 3000;
const coils = Array.from({ length: size }, (_, i) => i % 3 === 0);
const holding = Array.from({ length: size }, (_, i) => i * 3);
const inside = (table, address) => {
  if (address >= table.length) throw { modbusErrorCode: 2, msg: 'past the end' };
  return address;
};
const vector = {
  getCoil: (address) => coils[inside(coils, address)],
  getDiscreteInput: (address) => address % 2 === 0,
  getHoldingRegister: (address) => holding[inside(holding, address)],
  getInputRegister: (address) => address * 5 + 1,
  setCoil: (address, value) => { coils[inside(coils, address)] = value; },
  readDeviceIdentification: () => ({
    0: 'Peer', 1: 'MS', 2: '8.0', 4: 'x'.repeat(200), 5: 'y'.repeat(200),
  }),
  setRegister: (address, value) => { holding[inside(holding, address)] = value; },
};

const server = new ServerTCP(vector, { host: '127.0.0.1', port: '0', unitID: 1 });
server.on('initialized', () => console.log(`PORT ${server._server.address().port}`));
process.stdin.resume().on('end', () => process.exit(0));
