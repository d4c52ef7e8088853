"""Client of pymodbus: pymodbus-client.py PORT tcp|rtu|tls [FOLDER]. Calls every function and prints what it saw as one line of JSON.

FOLDER has authority.pem, client.pem and client.key, for tls.
"""
import json
import os
import ssl
import sys

from pymodbus.client import ModbusTcpClient, ModbusTlsClient
from pymodbus.framer import FramerType


def connect(port, transport):
    if transport != "tls":
        return ModbusTcpClient("127.0.0.1", port=port, timeout=20, framer=FramerType.RTU if transport == "rtu" else FramerType.SOCKET)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # pymodbus does not tell TLS the name of the host, so it cannot be checked; the authority is.
    context.check_hostname = False
    folder = sys.argv[3]
    context.load_verify_locations(os.path.join(folder, "authority.pem"))
    context.load_cert_chain(os.path.join(folder, "client.pem"), os.path.join(folder, "client.key"))
    return ModbusTlsClient("localhost", port=port, timeout=20, sslctx=context)


def good(answer):
    assert not answer.isError(), f"function {answer.function_code}, exception {answer.exception_code}"
    return answer


client = connect(int(sys.argv[1]), sys.argv[2])
assert client.connect()
seen = {
    "coils": good(client.read_coils(3, count=16)).bits[:16],
    "inputs": good(client.read_discrete_inputs(3, count=16)).bits[:16],
    "holding": good(client.read_holding_registers(5, count=4)).registers,
    "input": good(client.read_input_registers(0, count=125)).registers,
}
good(client.write_coil(1000, True))
good(client.write_register(1000, 0xABCD))
good(client.write_coils(1010, [True, False, True, True, False, False, True, True, True, False]))
good(client.write_registers(1010, [1, 0xFFFF, 0x0102]))
good(client.mask_write_register(address=1020, and_mask=0xF2, or_mask=0x25))
seen["read_write"] = good(client.readwrite_registers(read_address=1029, read_count=4, write_address=1030, values=[7, 8])).registers
seen["past_the_end"] = client.read_input_registers(1999, count=2).exception_code
seen["unknown_unit"] = client.read_coils(0, count=1, slave=9).exception_code
objects = {}
page = good(client.read_device_information(read_code=3, object_id=0))
objects.update(page.information)
while page.more_follows:
    page = good(client.read_device_information(read_code=3, object_id=page.next_object_id))
    objects.update(page.information)
seen["objects"] = {str(key): value.decode() for key, value in objects.items()}
one = good(client.read_device_information(read_code=4, object_id=0x80))
seen["one_object"] = one.information[0x80].decode()
print(json.dumps(seen))
client.close()
