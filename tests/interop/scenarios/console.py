#!/usr/bin/env python3
"""The console as a program: where its broker listens, what it opens when it starts, how it ends."""

import errno
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import raw, servers  # noqa: E402
from support.scenario import wait_until  # noqa: E402

CONSOLE = os.environ["MILENA_CONSOLE"]
ESTABLISHED, LISTENING = "01", "0A"  # as /proc/net/tcp writes it
USUAL_PORT = 9092


def sockets(process):
    """State, own port and the other side's port of every TCP socket of a process."""
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
        if fields[9] in inodes:
            yield fields[3], int(fields[1].split(":")[1], 16), int(fields[2].split(":")[1], 16)


def listening_port(process):
    """The port that a process listens on, or None."""
    return next((own for state, own, _ in sockets(process) if state == LISTENING), None)


def is_connected(process, port):
    return any(state == ESTABLISHED and other == port for state, _, other in sockets(process))


class Console(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="milena-console-")))
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(self.folder),
                            "XDG_DATA_HOME": str(self.folder / "data"), "XDG_CONFIG_HOME": str(self.folder / "config")}

    def launch(self, *arguments, **streams):
        console = servers.spawn([CONSOLE, *arguments], env=self.environment, stdout=subprocess.DEVNULL, **streams)
        self.addCleanup(console.wait)
        self.addCleanup(console.kill)
        return console

    def start(self):
        console = self.launch("--start-broker")
        return console, wait_until(lambda: listening_port(console), "the broker listens")

    def end(self, console, number=signal.SIGTERM):
        console.send_signal(number)
        self.assertEqual(console.wait(timeout=20), 0)

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
                    self.end(console, number)
                self.assertEqual(len(self.clean_markers()), 1)

    def test_a_taken_port_is_left_to_whom_it_belongs(self):
        other = self.enterContext(socket.socket())
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", USUAL_PORT))
            other.listen()
        except OSError as error:
            self.assertEqual(error.errno, errno.EADDRINUSE)  # by a program of somebody else: as good
        console, port = self.start()
        self.assertGreater(port, USUAL_PORT)
        self.assertTrue(raw.is_served(port))
        self.end(console)

    def test_a_bare_address_is_refused_with_what_would_be_right(self):
        console = self.launch("127.0.0.1:9092", stderr=subprocess.PIPE, text=True)
        said = console.communicate(timeout=20)[1]
        self.assertEqual(console.returncode, 1)
        self.assertIn("--connect 127.0.0.1:9092", said)

    def test_a_cluster_that_was_open_comes_back_at_the_next_start(self):
        broker = self.enterContext(servers.MilenaBroker(self.folder / "broker", memory=True))
        console = self.launch("--connect", broker.address)
        wait_until(lambda: is_connected(console, broker.port), "the console is connected")
        self.end(console)
        console = self.launch()
        wait_until(lambda: is_connected(console, broker.port), "the console is connected again by itself")
        self.assertIsNone(listening_port(console), "no local broker was asked for")
        self.end(console)


if __name__ == "__main__":
    unittest.main()
