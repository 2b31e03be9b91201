"""The frame of a scenario: a server in a fresh folder, the story, and what went wrong if it did."""

import argparse
import pathlib
import queue
import sys
import tempfile
import threading
import time

from support import clients, servers

STEP_TIMEOUT_S = 60


class Unexpected(AssertionError):
    """Something was not as the scenario says."""


def expect(condition, what):
    if not condition:
        raise Unexpected(what)


def expect_equal(actual, expected, what):
    expect(actual == expected, f"{what}:\n  expected {shorten(expected)}\n  got      {shorten(actual)}")


def shorten(value, limit=600):
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"


def wait_until(condition, what, timeout=STEP_TIMEOUT_S):
    """Polls until `condition()` is true and returns its value; says `what` was awaited when it never was."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Unexpected(f"waited {timeout} s in vain: {what}")
        time.sleep(0.05)


def step(text):
    print(f"- {text}", flush=True)


class Program:
    """A client that goes on in the background: its lines are read as they come."""

    def __init__(self, command, log):
        self.name = " ".join(str(part) for part in command)
        self._log = log
        self._lines = queue.SimpleQueue()
        with open(log, "ab") as errors:
            self.process = servers.spawn(command, stdin=servers.subprocess.PIPE, stdout=servers.subprocess.PIPE,
                                         stderr=errors, text=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def say(self, line):
        """Gives the client a line to read."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def line(self, timeout=STEP_TIMEOUT_S):
        """The next line it wrote."""
        try:
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            raise Unexpected(f"{self.name}\nwrote nothing for {timeout} s\n{self._errors()}") from None
        if line is None:
            raise Unexpected(f"{self.name}\nended with {self.process.wait()}\n{self._errors()}")
        return line

    def lines_so_far(self):
        """What it wrote and nobody read, without waiting."""
        lines = []
        while not self._lines.empty():
            line = self._lines.get()
            if line is None:
                self._lines.put(None)
                break
            lines.append(line)
        return lines

    def expect_line(self, expected, timeout=STEP_TIMEOUT_S):
        expect_equal(self.line(timeout), expected, self.name)

    def finish(self, timeout=STEP_TIMEOUT_S):
        """Closes its input and waits for it to end well."""
        self.process.stdin.close()
        try:
            status = self.process.wait(timeout)
        except servers.subprocess.TimeoutExpired:
            self.kill()
            raise Unexpected(f"{self.name}\nwas still running after {timeout} s\n{self._errors()}") from None
        expect(status == 0, f"{self.name}\nended with {status}\n{self._errors()}")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def _errors(self):
        return "\n".join(pathlib.Path(self._log).read_text(errors="replace").splitlines()[-30:])


class Scene:
    """What a scenario is given: the server, a folder, and the options of the command line."""

    def __init__(self, server, folder, options):
        self.server = server
        self.folder = pathlib.Path(folder)
        self.options = options

    @property
    def address(self):
        return self.server.address

    def kafka(self, tool, *arguments, version="4.3.1", **options):
        """One of Kafka's tools, by its class name."""
        return clients.java_tool(version, tool, *arguments, **options)

    def program(self, package, name, *arguments):
        """Starts programs/NAME with the interpreter that has `package`."""
        script = pathlib.Path(__file__).resolve().parent.parent / "programs" / name
        log = self.folder / f"{script.stem}.{time.monotonic_ns()}.log"
        return Program([clients.python(package), "-u", script, *arguments], log)


def play(story, settings=None, options=()):
    """Runs `story(scene)` as the program: --server says against what. `options`: (flag, keywords) for argparse."""
    parser = argparse.ArgumentParser(description=story.__doc__)
    parser.add_argument("--server", choices=("milena", "milena-memory", "kafka"), default="milena")
    for flag, keywords in options:
        parser.add_argument(flag, **keywords)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="milena-interop-") as folder:
        home = pathlib.Path(folder) / "server"
        if chosen.server == "kafka":
            server = servers.ApacheKafka(home, settings)
        else:
            server = servers.MilenaBroker(home, settings, memory=chosen.server == "milena-memory")
        try:
            with server:
                step(f"{server.name} at {server.address}")
                story(Scene(server, folder, chosen))
                if server.is_running():
                    server.stop()
        except (Unexpected, clients.ClientError, servers.ServerError) as problem:
            print(problem, server.log_tail(), sep="\n")
            sys.exit(1)
    step("as it should be")
