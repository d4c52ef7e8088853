"""Server of pymodbus with the tables that ModbusServerPeerTests expects: pymodbus-server.py tcp|rtu|tls [FOLDER].

FOLDER has authority.pem, server.pem and server.key, for tls. Prints PORT n; ends when its input ends.
"""
import asyncio
import os
import ssl
import sys
import threading

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.framer import FramerType
from pymodbus.server import ModbusTcpServer, ModbusTlsServer

SIZE = 3000


def table(value):
    # pymodbus adds one to each address before it looks into a block.
    return ModbusSequentialDataBlock(1, [value(i) for i in range(SIZE)])


def end_with_input():
    sys.stdin.read()
    os._exit(0)


def secure(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(os.path.join(folder, "authority.pem"))
    context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))
    return context


async def main(transport):
    unit = ModbusSlaveContext(
        co=table(lambda i: i % 3 == 0), di=table(lambda i: i % 2 == 0),
        hr=table(lambda i: i * 3 & 0xFFFF), ir=table(lambda i: i * 5 + 1 & 0xFFFF))
    identity = ModbusDeviceIdentification(info_name={
        "VendorName": "Peer", "ProductCode": "PY", "MajorMinorRevision": "3.8", "ProductName": "x" * 200, "ModelName": "y" * 200})
    arguments = {"context": ModbusServerContext(slaves={1: unit}, single=False), "identity": identity, "address": ("127.0.0.1", 0)}
    if transport == "tls":
        server = ModbusTlsServer(sslctx=secure(sys.argv[2]), **arguments)
    else:
        server = ModbusTcpServer(framer=FramerType.RTU if transport == "rtu" else FramerType.SOCKET, **arguments)
    await server.serve_forever(background=True)
    print("PORT", server.transport.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


threading.Thread(target=end_with_input, daemon=True).start()
asyncio.run(main(sys.argv[1]))
