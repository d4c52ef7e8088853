"""Client of libmodbus, called through ctypes: libmodbus-client.py PORT. Calls every function and prints what it saw as one line of JSON."""
import ctypes
import json
import sys

# libmodbus reports exception n as the error number 112345678 + n.
EXCEPTIONS = 112345678

library = ctypes.CDLL("libmodbus.so.5", use_errno=True)
library.modbus_new_tcp.restype = ctypes.c_void_p
context = ctypes.c_void_p(library.modbus_new_tcp(b"127.0.0.1", int(sys.argv[1])))
library.modbus_set_response_timeout(context, 20, 0)
library.modbus_set_slave(context, 1)
assert library.modbus_connect(context) == 0


def good(count, expected):
    assert count == expected, (count, ctypes.get_errno())


def read(function, item, address, count):
    values = (item * count)()
    good(getattr(library, function)(context, address, count, values), count)
    return list(values)


def code(count):
    assert count == -1
    return ctypes.get_errno() - EXCEPTIONS


seen = {
    "coils": [bool(b) for b in read("modbus_read_bits", ctypes.c_uint8, 3, 16)],
    "inputs": [bool(b) for b in read("modbus_read_input_bits", ctypes.c_uint8, 3, 16)],
    "holding": read("modbus_read_registers", ctypes.c_uint16, 5, 4),
    "input": read("modbus_read_input_registers", ctypes.c_uint16, 0, 125),
}
good(library.modbus_write_bit(context, 1000, 1), 1)
good(library.modbus_write_register(context, 1000, ctypes.c_uint16(0xABCD)), 1)
good(library.modbus_write_bits(context, 1010, 10, (ctypes.c_uint8 * 10)(1, 0, 1, 1, 0, 0, 1, 1, 1, 0)), 10)
good(library.modbus_write_registers(context, 1010, 3, (ctypes.c_uint16 * 3)(1, 0xFFFF, 0x0102)), 3)
good(library.modbus_mask_write_register(context, 1020, ctypes.c_uint16(0xF2), ctypes.c_uint16(0x25)), 1)
both = (ctypes.c_uint16 * 4)()
good(library.modbus_write_and_read_registers(context, 1030, 2, (ctypes.c_uint16 * 2)(7, 8), 1029, 4, both), 4)
seen["read_write"] = list(both)
one = (ctypes.c_uint16 * 2)()
seen["past_the_end"] = code(library.modbus_read_input_registers(context, 1999, 2, one))
library.modbus_set_slave(context, 9)
seen["unknown_unit"] = code(library.modbus_read_bits(context, 0, 1, (ctypes.c_uint8 * 1)()))
print(json.dumps(seen))
