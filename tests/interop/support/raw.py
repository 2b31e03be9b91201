"""Kafka requests written by hand, for what no client would send: halves, dribbles, garbage."""

import socket
import struct
import time


def api_versions(correlation=1):
    """A whole ApiVersions v0 request, length included."""
    return frame(struct.pack(">hhih", 18, 0, correlation, -1))


def fetch_metadata_of_nothing(correlation=1):
    """A Metadata v1 request for no topics."""
    return frame(struct.pack(">hhihi", 3, 1, correlation, -1, 0))


def metadata(topic, correlation=1):
    """A Metadata v1 request for one topic, which makes it if the broker makes what is asked for."""
    return frame(struct.pack(">hhihi", 3, 1, correlation, -1, 1) + _string(topic))


def read_metadata(connection):
    """The brokers, as (host, port), and the topics, name to (error, number of partitions), of a Metadata v1 answer."""
    fields = _Fields(read_answer(connection)[4:])
    brokers, topics = [], {}
    for _ in range(fields.take(">i")):
        fields.take(">i")
        brokers.append((fields.string(), fields.take(">i")))
        fields.string()
    fields.take(">i")
    for _ in range(fields.take(">i")):
        error, name, _internal, partitions = fields.take(">h"), fields.string(), fields.take(">b"), fields.take(">i")
        topics[name] = (error, partitions)
        for _ in range(partitions):
            fields.take(">hii")
            for _ in range(2):
                fields.take(f">{fields.take('>i')}i")
    return brokers, topics


def produce(topic, value, correlation=1):
    """A Produce v3 request with acks=1 of one record, without a key, to partition 0."""
    record = b"\0\0\0" + _varint(-1) + _varint(len(value)) + value + b"\0"
    record = _varint(len(record)) + record
    now = int(time.time() * 1000)
    checked = struct.pack(">hiqqqhii", 0, 0, now, now, -1, -1, -1, 1) + record
    batch = struct.pack(">qiibI", 0, len(checked) + 9, -1, 2, _crc32c(checked)) + checked
    body = struct.pack(">hhihhhii", 0, 3, correlation, -1, -1, 1, 5000, 1) + _string(topic)
    return frame(body + struct.pack(">iii", 1, 0, len(batch)) + batch)


def read_produced(connection):
    """The error code of a Produce v3 answer for one partition."""
    fields = _Fields(read_answer(connection)[4:])
    fields.take(">i")
    fields.string()
    fields.take(">ii")
    return fields.take(">h")


def frame(body):
    return struct.pack(">i", len(body)) + body


def connect(port, timeout=10):
    return socket.create_connection(("127.0.0.1", port), timeout)


def read_answer(connection):
    """The next whole answer, without its length; empty when the other side closed."""
    length = _read(connection, 4)
    return _read(connection, struct.unpack(">i", length)[0]) if length else b""


def is_served(port):
    """Whether somebody who connects now gets an answer."""
    with connect(port) as connection:
        connection.sendall(api_versions(7))
        return read_answer(connection)[:6] == struct.pack(">ih", 7, 0)


class _Fields:
    """The fields of an answer, in their order."""

    def __init__(self, data):
        self._data = data
        self._at = 0

    def take(self, layout):
        """What `struct` reads there: a value when it is one, else a tuple."""
        values = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return values[0] if len(values) == 1 else values

    def string(self):
        size = self.take(">h")
        return None if size < 0 else self.take(f"{size}s").decode()


def _string(text):
    return struct.pack(">h", len(text)) + text.encode()


def _varint(value):
    value = (value << 1) ^ (value >> 31)
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def _crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ _CRC32C[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def _crc32c_of_byte(value):
    for _ in range(8):
        value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
    return value


_CRC32C = [_crc32c_of_byte(byte) for byte in range(256)]


def _read(connection, size):
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            return b""
        data += piece
    return data
