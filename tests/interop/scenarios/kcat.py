#!/usr/bin/env python3
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import clients  # noqa: E402
from support.scenario import expect, expect_equal, play, step  # noqa: E402


def story(scene):
    """kcat: metadata, produce and consume with keys and headers, every codec."""

    def kcat(*arguments, **options):
        return clients.run(["kcat", "-b", scene.address, *arguments], **options)

    step("produce makes the topic, consume reads it back")
    kcat("-P", "-t", "greetings", "-K", ":", "-H", "from=kcat", stdin="a:hello\nb:world\n")
    read = kcat("-C", "-t", "greetings", "-e", "-q", "-f", "%p %o %k %s %h\n")
    expect_equal(read, "0 0 a hello from=kcat\n0 1 b world from=kcat\n", "what kcat read")

    step("-L lists brokers and topics")
    listed = kcat("-L")
    expect(f" at {scene.address}" in listed, f"no broker at {scene.address}:\n{listed}")
    expect('topic "greetings" with 1 partitions' in listed, f"no topic greetings:\n{listed}")

    step("-J writes JSON, of metadata and of messages")
    metadata = json.loads(kcat("-L", "-J"))
    topics = {topic["topic"]: len(topic["partitions"]) for topic in metadata["topics"]}
    expect_equal(topics.get("greetings"), 1, "the partitions of greetings")
    messages = [json.loads(line) for line in kcat("-C", "-t", "greetings", "-e", "-q", "-J").splitlines()]
    seen = [(each["offset"], each["key"], each["payload"], each["headers"]) for each in messages]
    expect_equal(seen, [(0, "a", "hello", ["from", "kcat"]), (1, "b", "world", ["from", "kcat"])], "the messages")

    for codec in ("none", "gzip", "snappy", "lz4", "zstd"):
        step(f"{codec}: 1 000 messages there and back")
        lines = "".join(f"{codec} message {i} {'.' * 80}\n" for i in range(1000))
        kcat("-P", "-t", f"codec-{codec}", "-z", codec, "-X", "linger.ms=20", stdin=lines)
        expect_equal(kcat("-C", "-t", f"codec-{codec}", "-e", "-q"), lines, f"what kcat read in {codec}")

    step("a null value, and a message of 900 kB")
    kcat("-P", "-t", "edges", "-K", ":", "-Z", stdin="gone:\n")
    big = scene.folder / "big"
    big.write_bytes(b"x" * 900_000)
    kcat("-P", "-t", "edges", big)
    read = kcat("-C", "-t", "edges", "-e", "-q", "-f", "%k %S\n")
    expect_equal(read, "gone -1\n 900000\n", "keys and value sizes")


play(story)
