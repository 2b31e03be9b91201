"""Kafka requests written by hand, for what no client would send: halves, dribbles, garbage."""

import socket
import struct


def api_versions(correlation=1):
    """A whole ApiVersions v0 request, length included."""
    return frame(struct.pack(">hhih", 18, 0, correlation, -1))


def fetch_metadata_of_nothing(correlation=1):
    """A Metadata v1 request for no topics."""
    return frame(struct.pack(">hhihi", 3, 1, correlation, -1, 0))


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


def _read(connection, size):
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            return b""
        data += piece
    return data
