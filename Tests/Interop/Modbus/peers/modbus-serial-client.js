// Client of npm modbus-serial: node modbus-serial-client.js PORT tcp|rtu. Calls every function and prints what it saw as one line of JSON.
const ModbusRTU = require('modbus-serial');

async function main() {
  const client = new ModbusRTU();
  // What this library calls telnet is plain RTU frames over TCP, with functions 1 to 16; its "TcpRTUBuffered" puts MBAP frames on the wire.
  const rtu = process.argv[3] === 'rtu';
  const connect = rtu ? client.connectTelnet : client.connectTCP;
  await connect.call(client, '127.0.0.1', { port: Number(process.argv[2]) });
  client.setTimeout(10000);
  client.setID(1);
  const code = (call) => call.then(() => 0, (e) => e.modbusCode);
  const seen = {
    coils: (await client.readCoils(3, 16)).data,
    inputs: (await client.readDiscreteInputs(3, 16)).data,
    holding: (await client.readHoldingRegisters(5, 4)).data,
    input: (await client.readInputRegisters(0, 125)).data,
  };
  await client.writeCoil(1000, true);
  await client.writeRegister(1000, 0xabcd);
  await client.writeCoils(1010, [true, false, true, true, false, false, true, true, true, false]);
  await client.writeRegisters(1010, [1, 0xffff, 0x0102]);
  if (!rtu) {
    await client.maskWriteRegister(1020, 0xf2, 0x25);
    seen.read_write = await new Promise((resolve, reject) => client.writeFC23(
      1, 1029, 4, 1030, 2, [7, 8], (e, answer) => (e ? reject(e) : resolve(answer.data))));
    seen.objects = (await client.readDeviceIdentification(3, 0)).data;
  }
  seen.past_the_end = await code(client.readInputRegisters(1999, 2));
  client.setID(9);
  seen.unknown_unit = await code(client.readCoils(0, 1));
  console.log(JSON.stringify(seen));
  client.close(() => process.exit(0));
}

main().catch((e) => { console.error(e); process.exit(1); });
