"""A member of a streams group without a Streams program: streams_member.py BOOTSTRAP GROUP TOPIC.

Joins with one subtopology that reads TOPIC, takes what it is given and prints `stable EPOCH TASKS` when it has it; beats
until its input ends, then leaves. StreamsGroupHeartbeat 0 by hand (KIP-1071): heavier clients are not needed to be a member.
"""

import pathlib
import select
import struct
import sys
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import raw  # noqa: E402

bootstrap, group, topic = sys.argv[1:]
MEMBER = str(uuid.uuid4())
LEAVE = -1
NOT_YET = (14, 15, 16)  # the coordinator loads, is not there or is another one: it is one node, so wait


def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def text(value):
    return b"\0" if value is None else varint(len(value.encode()) + 1) + value.encode()


def array(items):
    return b"\0" if items is None else varint(len(items) + 1) + b"".join(items)


def tasks(partitions):
    if not partitions:
        return array([])
    return array([text("0") + array([struct.pack(">i", each) for each in partitions]) + b"\0"])


def topology():
    subtopology = text("0") + array([text(topic)]) + array([]) * 5 + b"\0"
    return b"\x01" + struct.pack(">i", 1) + array([subtopology]) + b"\0"


def heartbeat(epoch, owned):
    joins = epoch == 0
    body = text(group) + text(MEMBER) + struct.pack(">ii", epoch, 0) + text(None) + text(None)
    body += struct.pack(">i", 30000 if joins else -1) + (topology() if joins else b"\xff")
    body += tasks(owned) + tasks([]) + tasks([])
    body += text("process") + b"\xff" + array([]) + array(None) + array(None) + b"\0" + b"\0"
    return raw.frame(struct.pack(">hhih", 88, 0, 1, 6) + b"stream" + b"\0" + body)


class Fields:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, layout):
        value = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return value[0]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.take(">B")
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def text(self):
        size = self.varint() - 1
        return None if size < 0 else self.take(f"{size}s").decode()

    def array(self, item):
        size = self.varint() - 1
        return None if size < 0 else [item() for _ in range(size)]

    def tags(self):
        for _ in range(self.varint()):
            self.varint()
            self.take(f"{self.varint()}s")

    def ended(self, value):
        self.tags()
        return value


def answer(connection):
    """Epoch and partitions of the active tasks: None where the coordinator does not name them again; no epoch where
    there is no coordinator yet."""
    fields = Fields(raw.read_answer(connection)[4:])
    fields.tags()
    fields.take(">i")
    error, words = fields.take(">h"), fields.text()
    if error in NOT_YET:
        return None, None
    if error:
        sys.exit(f"heartbeat: error {error}, {words}")
    fields.text()
    epoch = fields.take(">i")
    fields.take(">i"), fields.take(">i"), fields.take(">i")
    fields.array(lambda: fields.ended((fields.take(">b"), fields.text())))
    active = fields.array(lambda: fields.ended((fields.text(), fields.array(lambda: fields.take(">i")))))
    return epoch, None if active is None else sorted(each for _, its in active for each in its)


with raw.connect(int(bootstrap.rpartition(":")[2])) as connection:
    epoch, owned, told = 0, [], False
    while True:
        connection.sendall(heartbeat(epoch, owned))
        next_epoch, given = answer(connection)
        if next_epoch is None:
            time.sleep(0.5)
            continue
        epoch = next_epoch
        if given is not None:
            owned = given
        elif owned and not told:
            print("stable", epoch, *owned, flush=True)
            told = True
        if select.select([sys.stdin], [], [], 0.5)[0] and not sys.stdin.readline():
            break
    connection.sendall(heartbeat(LEAVE, []))
    answer(connection)
