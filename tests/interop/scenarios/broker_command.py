#!/usr/bin/env python3
"""The command line of milena-broker: what it prints, how it stops, and how it refuses."""

import contextlib
import os
import pathlib
import resource
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

# Error codes of Kafka.
NONE, UNKNOWN_TOPIC_OR_PARTITION, KAFKA_STORAGE_ERROR = 0, 3, 56


def let_no_file_grow():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


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

    def refuse(self, *arguments, **options):
        """Expects the broker to say one clear line and fail; returns the line."""
        done = subprocess.run([BROKER, *map(str, arguments)], capture_output=True, text=True, timeout=20, **options)
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

    def ask(self, address, request, read):
        """What `read` makes of the answer to `request`."""
        with raw.connect(int(address.rpartition(":")[2])) as connection:
            connection.sendall(request)
            return read(connection)

    def test_an_advertised_address_belongs_to_the_listener_before_it(self):
        _, addresses = self.start("--memory", "--listen", "127.0.0.1:0", "--advertise", "first.example:1111",
                                  "--listen", "127.0.0.1:0", "--listen", "127.0.0.1:0",
                                  "--advertise", "third.example:3333")
        host, port = addresses[1].split(":")
        told = [self.ask(address, raw.fetch_metadata_of_nothing(), raw.read_metadata)[0] for address in addresses]
        self.assertEqual(told, [[("first.example", 1111)], [(host, int(port))], [("third.example", 3333)]])

    def test_memory_limit_refuses_what_is_above_it_and_the_log_says_so(self):
        _, addresses = self.start("--memory", "--memory-limit", "1MB", "--listen", "127.0.0.1:0")
        self.ask(addresses[0], raw.metadata("big"), raw.read_metadata)
        codes = [self.ask(addresses[0], raw.produce("big", bytes(400_000)), raw.read_produced) for _ in range(4)]
        self.assertEqual(codes, [NONE, NONE, KAFKA_STORAGE_ERROR, KAFKA_STORAGE_ERROR])
        self.assertIn("the memory for records is full", self.errors.read_text())
        self.assertIn("--memory-limit", self.errors.read_text())

    def test_auto_create_is_on_unless_it_is_off(self):
        for arguments, expected in ((), (NONE, 1)), (("--auto-create", "on"), (NONE, 1)), (
                ("--auto-create", "off"), (UNKNOWN_TOPIC_OR_PARTITION, 0)):
            with self.subTest(arguments=arguments):
                _, addresses = self.start("--memory", "--listen", "127.0.0.1:0", *arguments)
                for _ in range(2):
                    _, topics = self.ask(addresses[0], raw.metadata("wanted"), raw.read_metadata)
                    self.assertEqual(topics, {"wanted": expected})

    def test_partitions_is_the_number_of_new_topics(self):
        _, addresses = self.start("--memory", "--listen", "127.0.0.1:0", "--partitions", "7")
        self.assertEqual(self.ask(addresses[0], raw.metadata("wide"), raw.read_metadata)[1], {"wide": (NONE, 7)})
        done = subprocess.run([BROKER, "--partitions", "0"], capture_output=True, text=True, timeout=20)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--partitions", done.stderr)

    def test_log_level_chooses_what_is_logged(self):
        said = {}
        for level in ("debug", "info", "error"):
            self.errors = self.folder / level
            broker, addresses = self.start("--memory", "--listen", "127.0.0.1:0", "--log-level", level)
            self.assertTrue(raw.is_served(int(addresses[0].rpartition(":")[2])))
            broker.terminate()
            self.assertEqual(broker.wait(10), 0)
            said[level] = {line.split()[1] for line in self.errors.read_text().splitlines()}
        self.assertEqual(said, {"debug": {"debug", "info"}, "info": {"info"}, "error": set()})
        done = subprocess.run([BROKER, "--log-level", "loud"], capture_output=True, text=True, timeout=20)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("loud", done.stderr)

    def test_no_space_is_told(self):
        """On a full file system where one may be mounted, else with no file allowed to grow."""
        full = self.folder / "full"
        full.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", full], capture_output=True).returncode:
            line = self.refuse("--data", full / "data", "--listen", "127.0.0.1:0", preexec_fn=let_no_file_grow)
        else:
            self.addCleanup(subprocess.run, ["umount", full], check=True)
            with contextlib.suppress(OSError), open(full / "filler", "wb", buffering=0) as filler:
                while filler.write(bytes(4096)):
                    pass
            line = self.refuse("--data", full / "data", "--listen", "127.0.0.1:0")
        self.assertIn(str(full / "data"), line)
        self.assertRegex(line, "No space left|File too large")

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

    def test_under_nohup_it_outlives_its_terminal(self):
        ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as a child of nohup finds it
        try:
            broker, addresses = self.start("--memory", "--listen", "127.0.0.1:0")
        finally:
            signal.signal(signal.SIGHUP, ignored)
        broker.send_signal(signal.SIGHUP)
        with raw.connect(int(addresses[0].rpartition(":")[2])) as client:
            client.sendall(raw.api_versions())
            raw.read_answer(client)
        broker.send_signal(signal.SIGTERM)
        self.assertEqual(broker.wait(10), 0)

    def test_signals_stop_it_cleanly_within_a_second(self):
        for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
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
