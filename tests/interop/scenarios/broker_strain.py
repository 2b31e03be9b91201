#!/usr/bin/env python3
"""Clients that mean harm, or only crawl, against milena-broker: its memory stays bounded and others are served."""

import contextlib
import os
import pathlib
import random
import re
import struct
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import raw, servers  # noqa: E402

MIB = 1024 * 1024


class BrokerStrain(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="milena-strain-"))
        self.broker = self.enterContext(servers.MilenaBroker(folder, memory=True))

    def assert_used_less_than(self, mib):
        """Its memory was never above that; a sanitizer's own is another matter."""
        if os.environ.get("MILENA_SANITIZE"):
            return
        status = pathlib.Path(f"/proc/{self.broker.process.pid}/status").read_text()
        self.assertLess(int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024, mib)

    def assert_serves(self):
        start = time.monotonic()
        self.assertTrue(raw.is_served(self.broker.port))
        self.assertLess(time.monotonic() - start, 5)

    def test_64_clients_half_way_through_100_mib_stay_under_300_mib(self):
        half = 50 * MIB
        piece = bytes(MIB)
        with contextlib.ExitStack() as stack:
            connections = [stack.enter_context(raw.connect(self.broker.port)) for _ in range(64)]
            # A Produce request, as far as its header goes.
            start = struct.pack(">i", 100 * MIB) + struct.pack(">hhih", 0, 9, 1, -1)
            left = {}
            for connection in connections:
                connection.sendall(start)
                connection.setblocking(False)
                left[connection] = half
            idle_since = time.monotonic()
            # As much of each half as the broker takes, until it has taken nothing for a second.
            while left and time.monotonic() - idle_since < 1:
                for connection in list(left):
                    with contextlib.suppress(BlockingIOError):
                        left[connection] -= connection.send(piece[:left[connection]])
                        idle_since = time.monotonic()
                    if not left[connection]:
                        del left[connection]
                time.sleep(0.001)
            self.assert_serves()
            self.assert_used_less_than(300)
        self.assert_serves()

    def test_a_byte_at_a_time_is_answered_and_harms_nobody(self):
        with raw.connect(self.broker.port) as slow:
            for byte in raw.api_versions(9):
                slow.sendall(bytes([byte]))
                self.assert_serves()
            self.assertEqual(raw.read_answer(slow)[:6], struct.pack(">ih", 9, 0))

    def test_never_reading_answers_is_bounded(self):
        request = raw.fetch_metadata_of_nothing() * 1000
        stop = threading.Event()

        def flood():
            with raw.connect(self.broker.port, 1) as greedy, contextlib.suppress(OSError):
                while not stop.is_set():
                    greedy.sendall(request)

        floods = [threading.Thread(target=flood) for _ in range(8)]
        for each in floods:
            each.start()
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            self.assert_serves()
        stop.set()
        for each in floods:
            each.join()
        self.assert_used_less_than(200)
        self.assert_serves()

    def test_garbage_closes_its_own_connection_only(self):
        random.seed(2026)
        for size in (1, 4, 8, 100, 5000):
            with raw.connect(self.broker.port) as hostile:
                with contextlib.suppress(OSError):
                    hostile.sendall(random.randbytes(size))
        for length in (-1, -2147483648, 100 * MIB + 1, 2147483647):
            with raw.connect(self.broker.port) as hostile:
                hostile.sendall(struct.pack(">i", length))
                self.assertEqual(hostile.recv(1), b"", f"a frame of {length} bytes was not refused")
        for key in (-1, 999, 32767):
            with raw.connect(self.broker.port) as hostile:
                hostile.sendall(raw.frame(struct.pack(">hhih", key, 0, 1, -1)))
                self.assertEqual(hostile.recv(1), b"", f"API key {key} was answered")
        # Every API with a body that is too short or nonsense.
        for key in range(0, 90):
            for version in range(0, 18):
                with raw.connect(self.broker.port) as hostile, contextlib.suppress(OSError):
                    hostile.sendall(raw.frame(struct.pack(">hhih", key, version, 1, -1) + random.randbytes(40)))
                    hostile.shutdown(1)
                    raw.read_answer(hostile)
        self.assert_serves()
        self.assert_used_less_than(200)


if __name__ == "__main__":
    unittest.main()
