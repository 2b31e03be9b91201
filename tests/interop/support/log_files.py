"""Reads a stopped server's data folder with Kafka's own DumpLogSegments and judges what it says.

Its exit status says nothing: it reports mismatches in its output and ends with 0. Every line must therefore be
one that a sound file produces, on its standard error too.
"""

import collections
import re

from support import clients
from support.scenario import expect

TOOL = "org.apache.kafka.tools.DumpLogSegments"
# Their names are one argument, for which Linux has room for 128 KiB.
_FILES_AT_ONCE = 400
# The tool expects every segment to follow offset -1, and complains about all but a log's first.
_HARMLESS = r"Non-consecutive offsets in .*\.log|  -1 is followed by \d+"
_SOUND = {
    ".log": (r"Log starting offset: \d+", r"baseOffset: \d+ .*isvalid: true", r"\| offset: \d+ .*"),
    ".index": (r"offset: \d+ position: \d+", r".*\.index is empty\."),
    ".timeindex": (r"timestamp: \d+ offset: \d+", r".*\.timeindex is empty\."),
    ".snapshot": (r"producerId: \d+ producerEpoch: \d+ .*",),
}


def check(data):
    """Checks every log, index and snapshot below `data`; returns {partition folder: number of records}."""
    # A log that Kafka put aside as a stray was not closed: its indexes keep the room that they were opened with.
    files = sorted(file for file in data.glob("*/*") if file.suffix in _SOUND
                   and not file.parent.name.startswith("__cluster") and not file.parent.name.endswith("-stray"))
    expect(files, f"no log files in {data}")
    records = collections.Counter()
    for file, lines in _dump(files, "--deep-iteration"):
        for line in lines:
            sound = any(re.fullmatch(pattern, line) for pattern in _SOUND[file.suffix])
            expect(sound, f"{file}: {line}")
        if file.suffix == ".log":
            records[file.parent.name] += _count(file, lines)
    # An empty index is sound, and the sanity check says other things about it.
    indexes = [file for file in files if file.suffix in (".index", ".timeindex") and file.stat().st_size]
    for file, lines in _dump(indexes, "--index-sanity-check"):
        expect(lines == [f"{file} passed sanity check."], f"{file}: {lines}")
    return dict(records)


def decode_offsets(data):
    """What `__consumer_offsets` holds, as text, from the decoder of Kafka's tool."""
    files = [file for file in sorted(data.glob("__consumer_offsets-*/*.log")) if file.stat().st_size]
    return _run("--offsets-decoder", files)


def records(data, topic):
    """The records of a topic as they lie in `data`, {(partition, offset): fields of the record and of its batch}. Those of
    transactions carry how theirs ended: the mark `committed`, `aborted` or `open`; a marker itself `COMMIT` or `ABORT`."""
    files = [file for file in sorted(data.glob(f"{topic}-*/*.log")) if file.stat().st_size]
    out = {}
    for file, lines in _dump(files, "--print-data-log"):
        partition = int(file.parent.name.rpartition("-")[2])
        batch = {}
        for line in lines:
            fields = dict(re.findall(r"(\w+): (\S+)", line.partition(" payload: ")[0]))
            if line.startswith("baseOffset: "):
                batch = fields
            elif line.startswith("| offset: "):
                out[partition, int(fields["offset"])] = {**batch, **fields}
    ended = {}  # by partition and producer
    for (partition, _), fields in sorted(out.items(), reverse=True):
        producer = partition, fields["producerId"]
        if "endTxnMarker" in fields:
            fields["mark"] = fields["endTxnMarker"]
            ended[producer] = {"COMMIT": "committed", "ABORT": "aborted"}[fields["endTxnMarker"]]
        else:
            fields["mark"] = ended.get(producer, "open") if fields["isTransactional"] == "true" else "none"
    return out


def _run(option, files):
    slices = (files[at : at + _FILES_AT_ONCE] for at in range(0, len(files), _FILES_AT_ONCE))
    return "".join(_run_once(option, some) for some in slices)


def _run_once(option, files):
    command = [*clients.java("4.3.1", clients.TOOL_OPTIONS), TOOL, option, "--files", ",".join(map(str, files))]
    text, errors = clients.run_both(command, timeout=300)
    for line in errors.splitlines():
        expect(re.fullmatch(_HARMLESS, line), f"DumpLogSegments complained:\n{errors[-3000:]}")
    return text


def _dump(files, option):
    """(file, lines about it) for each file. The tool dies of the first unreadable one, so all must come back."""
    by_name = {str(file): file for file in files}
    text = _run(option, files)
    dumped = []
    for line in text.splitlines():
        if line.startswith("Dumping "):
            dumped.append((by_name[line.removeprefix("Dumping ")], []))
        else:
            expect(dumped, f"DumpLogSegments said {line!r} before it read any file")
            dumped[-1][1].append(line)
    missing = set(files) - {file for file, _ in dumped}
    expect(not missing, f"DumpLogSegments did not reach {sorted(missing)[:3]}:\n{text[-2000:]}")
    return dumped


def _count(file, lines):
    """The records of a log file: what its batches claim must be what iterating them found."""
    offsets = [int(line.split()[2]) for line in lines if line.startswith("| offset: ")]
    claimed = sum(int(re.search(r" count: (\d+) ", line)[1]) for line in lines if line.startswith("baseOffset"))
    expect(claimed == len(offsets), f"{file}: the batches claim {claimed} records and hold {len(offsets)}")
    expect(offsets == sorted(set(offsets)), f"{file}: offsets do not rise")
    return len(offsets)
