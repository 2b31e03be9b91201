#!/usr/bin/env python3
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import clients, log_files  # noqa: E402
from support.scenario import expect, expect_equal, play, step, wait_until  # noqa: E402

RATE = 8_000
REQUIRED_RATE = 5_000
OPTIONS = [
    ("--producer", {"choices": ("idempotent", "plain"), "default": "idempotent"}),
    ("--kills", {"type": int, "default": 20}),
]


class Load:
    """The producer, and how much of its load was acknowledged when."""

    def __init__(self, scene):
        self.file = scene.folder / "acknowledged"
        self.program = scene.program("confluent-kafka-2.16.1", "steady_load.py", scene.address, "load",
                                     scene.options.producer, RATE, self.file)
        self.acknowledged = 0

    def count(self):
        for line in self.program.lines_so_far():
            self.acknowledged = int(line.split()[1])
        return self.acknowledged

    def wait_until_flowing(self):
        """Until a second's worth of records was acknowledged within a second; returns the rate seen."""
        rate = 0

        def flowing():
            nonlocal rate
            before, start = self.count(), time.monotonic()
            wait_until(lambda: self.count() >= before + REQUIRED_RATE, "acknowledgements to flow again")
            rate = (self.count() - before) / (time.monotonic() - start)
            return rate >= REQUIRED_RATE

        wait_until(flowing, f"{REQUIRED_RATE} acknowledgements a second")
        return rate

    def finish(self):
        """Stops sending and waits for all acknowledgements; returns how many records were produced."""
        self.program.process.stdin.close()
        line = self.program.line(150)
        while not line.startswith("produced"):
            line = self.program.line(150)
        words = line.split()
        expect_equal(words[2:4], ["failed", "0"], f"the producer's last line, {line!r}")
        expect_equal(self.program.process.wait(60), 0, "the producer's exit status")
        return int(words[1])

    def acknowledgements(self):
        """(number, offset) in the order in which they came."""
        with open(self.file) as file:
            return [tuple(map(int, line.split())) for line in file]


def read_log(scene):
    """The number of every record of the partition, by offset; offsets must have no gaps."""
    text = clients.run(["kcat", "-b", scene.address, "-C", "-t", "load", "-p", "0", "-o", "beginning", "-e", "-q",
                        "-f", "%o %s\n"], timeout=300)
    pairs = [line.split() for line in text.splitlines()]
    expect_equal([int(offset) for offset, _ in pairs[:1] + pairs[-1:]], [0, len(pairs) - 1], "first and last offset")
    return [int(value[:12]) for _, value in pairs]


def check_reader(reader, log):
    """The group's consumer read on through everything: the whole log, no record skipped, none changed."""
    next_offset = 0

    def caught_up():
        nonlocal next_offset
        for line in reader.lines_so_far():
            offset, *numbers = map(int, line.split())
            expect(offset <= next_offset, f"the reader went from offset {next_offset} to {offset}")
            expect_equal(numbers, log[offset:offset + len(numbers)], f"what the reader saw at offset {offset}")
            next_offset = max(next_offset, offset + len(numbers))
        return next_offset == len(log)

    wait_until(caught_up, f"the reader to reach offset {len(log)}")


def story(scene):
    """kill -9 in full flight: what was acknowledged is there, in order, and clients go on by themselves."""
    clients.run(["kcat", "-b", scene.address, "-L", "-t", "load"])
    load = Load(scene)
    reader = scene.program("confluent-kafka-2.16.1", "steady_reader.py", scene.address, "load", "readers")

    for kill in range(1, scene.options.kills + 1):
        rate = load.wait_until_flowing()
        scene.server.kill()
        start = time.monotonic()
        scene.server.start()
        step(f"kill {kill} at {rate:.0f} acknowledged records/s; back in {time.monotonic() - start:.2f} s")
    load.wait_until_flowing()
    produced = load.finish()

    log = read_log(scene)
    acknowledged = load.acknowledgements()
    step(f"{produced} records produced, {len(acknowledged)} acknowledged, {len(log)} in the log")
    expect_equal(len(acknowledged), produced, "acknowledgements")
    if scene.options.producer == "idempotent":
        expect(log == list(range(produced)), f"not exactly once in order: {first_difference(log)}")
    else:
        offsets = {}
        for offset, number in enumerate(log):
            offsets.setdefault(number, []).append(offset)
        for number, offset in acknowledged:
            # An acknowledgement that follows a resend may name no offset.
            there = log[offset] == number if offset >= 0 else number in offsets
            expect(there, f"record {number} was acknowledged at offset {offset} and is not there")
        firsts = [offsets[number][0] for number in range(produced)]
        expect(firsts == sorted(firsts), "records stand in another order than they were sent")
    check_reader(reader, log)
    reader.finish()

    step("stopped: DumpLogSegments reads everything")
    scene.server.stop()
    expect_equal(log_files.check(scene.server.data)["load-0"], len(log), "records that Kafka's tool reads")


def first_difference(log):
    for offset, number in enumerate(log):
        if number != offset:
            return f"offset {offset} holds record {number}"
    return f"{len(log)} records"


play(story, settings={"log.segment.bytes": 1048576}, options=OPTIONS)
