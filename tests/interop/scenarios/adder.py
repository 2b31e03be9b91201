#!/usr/bin/env python3
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support.adder import CLIENT, COUNT, Sums  # noqa: E402
from support.scenario import expect_equal, play, step  # noqa: E402


def story(scene):
    """The adder: one consumer on each of two topics that nobody created, and a producer that alternates."""
    package = f"kafka-python-{scene.options.client}"

    step("two consumers hold their positions on topics that the broker makes for them")
    workers = [scene.program(package, "adder_worker.py", scene.address, topic) for topic in ("adder-0", "adder-1")]
    for worker in workers:
        worker.expect_line("ready 0")

    step(f"{COUNT} numbers in gzip")
    producer = scene.program(package, "adder_producer.py", scene.address, "adder-0", "adder-1")
    producer.say(f"0 {COUNT}")
    producer.expect_line(f"sent {COUNT}")
    producer.finish()

    step("all sums are right, each exactly once, each with its own worker")
    for parity, worker in enumerate(workers):
        sums = Sums(worker)
        sums.wait_for(range(parity, COUNT, 2))
        worker.kill()
        sums.collect()
        expect_equal(sums.seen, list(range(parity, COUNT, 2)), f"the numbers of worker {parity}, in order")


play(story, options=[CLIENT])
