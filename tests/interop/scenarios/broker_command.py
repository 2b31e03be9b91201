#!/usr/bin/env python3
"""The command line of milena-broker: what it prints, how it stops, and how it refuses."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import raw, servers  # noqa: E402

BROKER = os.environ["MILENA_BROKER"]
# A sanitizer makes everything slower.
STOPS_WITHIN_S = 10.0 if os.environ.get("MILENA_SANITIZE") else 1.0


class BrokerCommand(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="milena-command-")))
        self.errors = self.folder / "stderr"

    def start(self, *arguments):
        """Starts the broker and returns it with the addresses of its ready line."""
        with open(self.errors, "ab") as errors:
            broker = servers.spawn([BROKER, *arguments], stdout=subprocess.PIPE, stderr=errors, text=True)
        self.addCleanup(broker.stdout.close)
        self.addCleanup(broker.wait)
        self.addCleanup(broker.kill)
        line = broker.stdout.readline()
        self.assertRegex(line, r"^ready \S+:\d+(,\S+:\d+)*\n$", self.errors.read_text())
        return broker, line.split()[1].split(",")

    def refuse(self, *arguments):
        """Expects the broker to say one clear line and fail; returns the line."""
        done = subprocess.run([BROKER, *map(str, arguments)], capture_output=True, text=True, timeout=20)
        self.assertNotEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "")
        complaints = [line for line in done.stderr.splitlines() if line.startswith("milena-broker: ")]
        self.assertEqual(len(complaints), 1, done.stderr)
        return complaints[0]

    def test_help_and_version_are_told(self):
        text = subprocess.check_output([BROKER, "--help"], text=True)
        for option in ("--data", "--memory", "--memory-limit", "--listen", "--advertise", "--partitions",
                       "--auto-create", "--config", "--properties", "--log-level", "--help", "--version"):
            self.assertIn(option, text)
        self.assertRegex(subprocess.check_output([BROKER, "--version"], text=True), r"^milena-broker \d+\.\d+\.\d+\n$")

    def test_unknown_argument_fails_and_names_it(self):
        done = subprocess.run([BROKER, "--lisen", "x"], capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--lisen", done.stderr + done.stdout)

    def test_every_listener_of_the_ready_line_answers(self):
        _, addresses = self.start("--memory", "--listen", "127.0.0.1:0", "--listen", "127.0.0.1:0")
        self.assertEqual(len(addresses), 2)
        for address in addresses:
            self.assertTrue(raw.is_served(int(address.rpartition(":")[2])))

    @unittest.skipUnless(socket.has_ipv6 and os.path.exists("/proc/net/if_inet6"), "no IPv6 here")
    def test_localhost_binds_both_loopbacks(self):
        _, addresses = self.start("--memory", "--listen", "localhost:0")
        port = int(addresses[0].rpartition(":")[2])
        for loopback in ("127.0.0.1", "::1"):
            with socket.create_connection((loopback, port), 5) as connection:
                connection.sendall(raw.api_versions())
                self.assertTrue(raw.read_answer(connection))

    def test_all_addresses_want_an_advertised_one(self):
        self.assertIn("--advertise", self.refuse("--memory", "--listen", "0.0.0.0:0"))

    def test_taken_port_is_told(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            self.assertIn(port, self.refuse("--memory", "--listen", f"127.0.0.1:{port}"))

    def test_locked_folder_is_told(self):
        data = self.folder / "data"
        self.start("--data", data, "--listen", "127.0.0.1:0")
        self.assertIn(str(data), self.refuse("--data", data, "--listen", "127.0.0.1:0"))

    def test_folder_that_cannot_be_used_is_told(self):
        file = self.folder / "file"
        file.write_text("not a folder")
        self.assertIn(str(file), self.refuse("--data", file, "--listen", "127.0.0.1:0"))

    def test_bad_configuration_value_is_named(self):
        line = self.refuse("--memory", "--listen", "127.0.0.1:0", "--config", "num.partitions=many")
        self.assertIn("num.partitions", line)
        self.assertIn("many", line)

    def test_unknown_configuration_key_is_a_warning(self):
        self.start("--memory", "--listen", "127.0.0.1:0", "--config", "no.such.key=1")
        self.assertIn("no.such.key", self.errors.read_text())

    def test_properties_file_is_read(self):
        file = self.folder / "server.properties"
        file.write_text("# ours\nnum.partitions=oops\n")
        self.assertIn("num.partitions", self.refuse("--memory", "--listen", "127.0.0.1:0", "--properties", file))
        self.assertIn("missing", self.refuse("--properties", self.folder / "missing"))

    def test_signals_stop_it_cleanly_within_a_second(self):
        for which in (signal.SIGTERM, signal.SIGINT):
            data = self.folder / which.name
            broker, addresses = self.start("--data", data, "--listen", "127.0.0.1:0")
            with raw.connect(int(addresses[0].rpartition(":")[2])) as idle:
                # Answered, hence accepted: what waits in the backlog would be reset.
                idle.sendall(raw.api_versions())
                raw.read_answer(idle)
                start = time.monotonic()
                broker.send_signal(which)
                self.assertEqual(broker.wait(10), 0)
                self.assertLess(time.monotonic() - start, STOPS_WITHIN_S)
                self.assertEqual(idle.recv(1), b"")
            self.assertTrue((data / ".kafka_cleanshutdown").exists())


if __name__ == "__main__":
    unittest.main()
