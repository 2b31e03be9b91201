#!/usr/bin/env python3
"""A signal ends the console as if its window was closed: the kept broker inside stops cleanly."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import servers  # noqa: E402
from support.scenario import wait_until  # noqa: E402

CONSOLE = os.environ["MILENA_CONSOLE"]
LISTENING = "0A"  # as /proc/net/tcp writes it


def listening_port(process):
    """The port that a process listens on, or None."""
    inodes = set()
    for descriptor in pathlib.Path(f"/proc/{process.pid}/fd").iterdir():
        try:
            target = os.readlink(descriptor)
        except FileNotFoundError:
            continue  # closed in between
        if target.startswith("socket:["):
            inodes.add(target[len("socket:["):-1])
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[3] == LISTENING and fields[9] in inodes:
            return int(fields[1].split(":")[1], 16)
    return None


class ConsoleStops(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="milena-console-")))
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(self.folder),
                            "XDG_DATA_HOME": str(self.folder / "data"), "XDG_CONFIG_HOME": str(self.folder / "config")}

    def start(self):
        console = servers.spawn([CONSOLE, "--start-broker"], env=self.environment, stdout=subprocess.DEVNULL)
        self.addCleanup(console.wait)
        self.addCleanup(console.kill)
        return console, wait_until(lambda: listening_port(console), "the broker listens")

    def clean_markers(self):
        return list(self.folder.rglob(".kafka_cleanshutdown"))

    def test_a_signal_stops_the_broker_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                console, port = self.start()
                self.assertTrue(list(self.folder.rglob("meta.properties")), "the broker keeps its data")
                self.assertEqual(self.clean_markers(), [], "not while it runs")
                # Whoever is attached is not asked: nobody sits before a window that a signal ends.
                with socket.create_connection(("127.0.0.1", port)):
                    console.send_signal(number)
                    self.assertEqual(console.wait(timeout=20), 0)
                self.assertEqual(len(self.clean_markers()), 1)


if __name__ == "__main__":
    unittest.main()
