"""The foreign clients that `install_clients` put into the cache, and how to run them."""

import os
import pathlib
import subprocess


class ClientError(Exception):
    """A client failed or took too long; says what it was given and what it said."""


def folder():
    """Where the clients are."""
    if "MILENA_CLIENTS" in os.environ:
        return pathlib.Path(os.environ["MILENA_CLIENTS"])
    cache = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(cache) / "milena" / "clients"


def java(version, options=()):
    """The start of a command line that runs a class of Apache Kafka `version`."""
    # The class path's star is expanded by java itself, so it must not pass through a shell.
    return ["java", *options, "-cp", f"{folder() / f'kafka-{version}'}/*"]


# A tool lives for a second: compile little, and do not take memory for a server.
TOOL_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
                 "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")


def java_tool(version, name, *arguments, **options):
    """Runs one of Kafka's own command classes; returns its standard output. Options as for `run_both`."""
    return run([*java(version, TOOL_OPTIONS), name, *arguments], **options)


def python(package):
    """The interpreter that has this package, e.g. "kafka-python-1.4.6"."""
    return folder() / package / "bin" / "python"


def run(command, **options):
    """Runs a command to its end and returns its standard output; options as for `run_both`."""
    return run_both(command, **options)[0]


def run_both(command, stdin="", timeout=60):
    """Runs a command to its end, returns its standard output and error; a failure carries what it said."""
    command = [str(part) for part in command]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired as late:
        said = b"".join(part or b"" for part in (late.stdout, late.stderr)).decode(errors="replace")
        raise ClientError(f"{_brief(command)}\ntook more than {timeout} s and said\n{said[-3000:]}") from None
    if done.returncode != 0:
        said = f"{done.stdout[-3000:]}{done.stderr[-3000:]}"
        raise ClientError(f"{_brief(command)}\nended with {done.returncode} and said\n{said}")
    return done.stdout, done.stderr


def _brief(command):
    line = " ".join(command)
    return line if len(line) < 1000 else f"{line[:1000]}…"
