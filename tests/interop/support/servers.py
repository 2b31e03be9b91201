"""Servers under test: Milena's broker and Apache Kafka behind one interface.

Each runs as a child process in a folder of its own, on ports the system picked, and dies with its parent.
"""

import base64
import ctypes
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import uuid

from support import clients

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
START_TIMEOUT_S = 60


class ServerError(Exception):
    """The server did not start or did not stop; carries the end of its log."""


def end_with_parent(how=signal.SIGKILL):
    """Has this process get the signal `how` when its parent ends."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, how)


def spawn(command, **options):
    """A child process that is killed when this process ends, however that happens."""
    return subprocess.Popen([str(part) for part in command], preexec_fn=end_with_parent, **options)


def free_ports(count):
    """Ports that nobody listens on now. Somebody may take one before its user does: try again then."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


class Server:
    """A broker in `folder`: its data in `folder`/data, its log in `folder`/log. Keeps its port over restarts."""

    def __init__(self, folder, settings=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.settings = dict(settings or {})
        self.port = 0
        self.process = None

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def start(self):
        raise NotImplementedError

    def stop(self, timeout=60):
        """Stops cleanly; an exit status other than `clean_exit` is an error."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ServerError(f"{self.name} did not stop within {timeout} s\n{self.log_tail()}") from None
        if status not in self.clean_exit:
            raise ServerError(f"{self.name} stopped with status {status}\n{self.log_tail()}")

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def log_tail(self, lines=40):
        try:
            text = self.log.read_text(errors="replace")
        except FileNotFoundError:
            return "(no log)"
        return "\n".join([f"--- end of {self.name}'s log ---", *text.splitlines()[-lines:]])

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.is_running():
            self.kill()


class MilenaBroker(Server):
    """`milena-broker`, found through the environment's MILENA_BROKER."""

    name = "milena-broker"
    clean_exit = (0,)

    def __init__(self, folder, settings=None, memory=False):
        super().__init__(folder, settings)
        self.memory = memory

    def start(self):
        where = ["--memory"] if self.memory else ["--data", self.data]
        config = [f"--config={name}={value}" for name, value in self.settings.items()]
        command = [os.environ["MILENA_BROKER"], *where, "--listen", self.address, *config]
        with open(self.log, "ab") as log:
            self.process = spawn(command, stdout=subprocess.PIPE, stderr=log)
        line = self._first_line()
        self.process.stdout.close()
        if not line.startswith("ready "):
            self.kill()
            raise ServerError(f"{' '.join(map(str, command))}\nsaid {line!r}\n{self.log_tail()}")
        self.port = int(line.split()[1].split(",")[0].rpartition(":")[2])

    def _first_line(self):
        timer = threading.Timer(START_TIMEOUT_S, self.process.kill)
        timer.start()
        try:
            return self.process.stdout.readline().decode().strip()
        finally:
            timer.cancel()


class ApacheKafka(Server):
    """Apache Kafka 4.3.1: one node, broker and KRaft controller in one process."""

    name = "Apache Kafka 4.3.1"
    clean_exit = (0, 143)
    starter = "kafka.server.KafkaRaftServer"
    # Every internal topic wants three replicas by default, and the first rebalance would wait 3 s.
    defaults = {
        "num.partitions": 1,
        "offsets.topic.replication.factor": 1,
        "transaction.state.log.replication.factor": 1,
        "transaction.state.log.min.isr": 1,
        "share.coordinator.state.topic.replication.factor": 1,
        "share.coordinator.state.topic.min.isr": 1,
        "group.initial.rebalance.delay.ms": 0,
    }

    def __init__(self, folder, settings=None, heap="512m"):
        super().__init__(folder, settings)
        self.heap = heap
        self.controller_port = 0
        self.log_start = 0

    def start(self):
        # A restart must come back where its clients look for it; a first start may look for other ports.
        tries = 1 if self.port else 3
        while True:
            if not self.controller_port:
                self.port, self.controller_port = free_ports(2)
            if not (self.data / "meta.properties").exists():
                self._format()
            self._spawn()
            if self._wait_until_serving():
                return
            tries -= 1
            if not tries:
                raise ServerError(f"{self.name} did not start\n{self.log_tail()}")
            self.controller_port = 0

    def _role(self):
        return {
            "process.roles": "broker,controller",
            "node.id": 1,
            "listeners": f"PLAINTEXT://{self.address},CONTROLLER://127.0.0.1:{self.controller_port}",
        }

    def _properties(self):
        properties = {
            **self._role(),
            "controller.quorum.voters": f"1@127.0.0.1:{self.controller_port}",
            "controller.listener.names": "CONTROLLER",
            "advertised.listeners": f"PLAINTEXT://{self.address}",
            "log.dirs": self.data,
            **self.defaults,
            **self.settings,
        }
        file = self.folder / "server.properties"
        file.write_text("".join(f"{name}={value}\n" for name, value in properties.items()))
        return file

    def cluster_id(self):
        # An id that starts with a dash would be taken for an option.
        return "M" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")[1:]

    def _format(self):
        arguments = ["format", f"--cluster-id={self.cluster_id()}", "--config", self._properties()]
        clients.java_tool("4.3.1", "kafka.tools.StorageTool", *arguments)

    def _spawn(self):
        options = [
            f"-Xmx{self.heap}",
            f"-Xms{self.heap}",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            f"-Dorg.slf4j.simpleLogger.log.{self.starter}=info",
        ]
        with open(self.log, "ab") as log:
            self.log_start = log.tell()
            command = [*clients.java("4.3.1", options), "kafka.Kafka", self._properties()]
            self.process = spawn(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def _wait_until_serving(self):
        """It accepts connections while the cluster still fences it and names no broker at all."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while self.is_running() and time.monotonic() < deadline:
            if b"Kafka Server started" in self.log.read_bytes()[self.log_start:]:
                return True
            time.sleep(0.05)
        if self.is_running():
            self.kill()
        return False


class FurtherBroker(ApacheKafka):
    """The second broker of the cluster that `first` runs."""

    name = "Apache Kafka 4.3.1's second broker"

    def __init__(self, folder, first):
        super().__init__(folder, first.settings)
        self.first = first

    def _role(self):
        self.controller_port = self.first.controller_port
        return {"process.roles": "broker", "node.id": 2, "listeners": f"PLAINTEXT://{self.address}"}

    def cluster_id(self):
        lines = (self.first.data / "meta.properties").read_text().splitlines()
        return next(line.partition("=")[2] for line in lines if line.startswith("cluster.id="))
