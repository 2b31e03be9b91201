#!/usr/bin/env python3
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import clients, log_files  # noqa: E402
from support.scenario import expect, expect_equal, play, step  # noqa: E402

# Small segments and dense indexes, so that there are many of each.
SETTINGS = {"log.segment.bytes": 1048576, "log.index.interval.bytes": 512, "num.partitions": 2}
CODECS = ("none", "gzip", "snappy", "lz4", "zstd")


def story(scene):
    """Kafka's DumpLogSegments reads every file that the broker wrote: all codecs, idempotent, after kill and stop."""

    def produce(topic, partition, first, end, *options):
        lines = "".join(f"{number}:{'x' * (number % 200)}\n" for number in range(first, end))
        clients.run(["kcat", "-b", scene.address, "-P", "-t", topic, "-p", str(partition), "-K", ":", "-H", "a=1",
                     "-H", "a=2", "-X", "batch.num.messages=100", *options], stdin=lines)

    step("every codec, an idempotent producer, a group")
    for codec in CODECS:
        produce("codecs", 0, 0, 4000, "-z", codec)
    produce("codecs", 1, 0, 15000, "-X", "enable.idempotence=true")
    clients.run(["kcat", "-b", scene.address, "-G", "readers", "-e", "-q", "-X", "auto.offset.reset=earliest",
                 "codecs"])

    step("killed, started, more of it")
    scene.server.kill()
    scene.server.start()
    produce("codecs", 0, 20000, 21000)
    produce("codecs", 1, 15000, 16000, "-X", "enable.idempotence=true")

    step("stopped: DumpLogSegments reads everything")
    scene.server.stop()
    records = log_files.check(scene.server.data)
    expect_equal({name: records.get(name) for name in ("codecs-0", "codecs-1")}, {"codecs-0": 21000, "codecs-1": 16000},
                 "records by partition")
    segments = sorted(file.name for file in (scene.server.data / "codecs-1").glob("*.log"))
    expect(len(segments) > 1, f"1 MiB segments did not roll: {segments}")
    snapshots = list((scene.server.data / "codecs-1").glob("*.snapshot"))
    expect(snapshots, "no producer snapshot was written")
    decoded = log_files.decode_offsets(scene.server.data)
    expect('"group":"readers"' in decoded, f"Kafka's decoder does not see the group:\n{decoded[:2000]}")


play(story, settings=SETTINGS)
