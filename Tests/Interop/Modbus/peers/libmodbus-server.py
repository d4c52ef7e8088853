"""Server of libmodbus, called through ctypes, with the tables that ModbusServerPeerTests expects.

Prints PORT n; serves one connection at a time; ends when its input ends.
"""
import ctypes
import os
import socket
import sys
import threading

SIZE = 3000


class Mapping(ctypes.Structure):
    """modbus_mapping_t of libmodbus 3.1."""
    _fields_ = [(name, ctypes.c_int) for name in (
        "nb_bits", "start_bits", "nb_input_bits", "start_input_bits",
        "nb_input_registers", "start_input_registers", "nb_registers", "start_registers")] + [
        ("tab_bits", ctypes.POINTER(ctypes.c_uint8)), ("tab_input_bits", ctypes.POINTER(ctypes.c_uint8)),
        ("tab_input_registers", ctypes.POINTER(ctypes.c_uint16)), ("tab_registers", ctypes.POINTER(ctypes.c_uint16))]


def end_with_input():
    sys.stdin.read()
    os._exit(0)


library = ctypes.CDLL("libmodbus.so.5")
library.modbus_new_tcp.restype = ctypes.c_void_p
library.modbus_mapping_new.restype = ctypes.POINTER(Mapping)
context = ctypes.c_void_p(library.modbus_new_tcp(b"127.0.0.1", 0))
mapping = library.modbus_mapping_new(SIZE, SIZE, SIZE, SIZE)
for i in range(SIZE):
    mapping.contents.tab_bits[i] = i % 3 == 0
    mapping.contents.tab_input_bits[i] = i % 2 == 0
    mapping.contents.tab_registers[i] = i * 3
    mapping.contents.tab_input_registers[i] = i * 5 + 1

threading.Thread(target=end_with_input, daemon=True).start()
listener = ctypes.c_int(library.modbus_tcp_listen(context, 1))
with socket.socket(fileno=os.dup(listener.value)) as view:
    print("PORT", view.getsockname()[1], flush=True)

query = (ctypes.c_uint8 * 260)()
while library.modbus_tcp_accept(context, ctypes.byref(listener)) != -1:
    while True:
        length = library.modbus_receive(context, query)
        if length == -1:
            break
        library.modbus_reply(context, query, length, mapping)
    library.modbus_close(context)
