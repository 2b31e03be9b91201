#!/usr/bin/env python3
"""What no tool of Kafka prints: a session's rates, beside a producer and a reader whose pace is known."""

import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import clients, kafka_print  # noqa: E402
from support.kafka_print import TOOLS, tool  # noqa: E402
from support.scenario import expect, play, step, wait_until  # noqa: E402

CONFLUENT = "confluent-kafka-2.16.1"
PER_SECOND = 400
# A steady window is 5 to 10 s, read to the round; a busy machine sends in gusts.
MARGIN = 0.05
# Commits come twice a second and in leaps; sizes are asked for more rarely than ends.
COARSE_MARGIN = 0.10
SETTLE_S = 20


def expect_near(actual, expected, margin, what):
    print(f"  {what}: {actual} of {expected:.1f}", flush=True)
    expect(actual is not None and abs(actual - expected) <= margin * expected,
           f"{what}: {actual} is further than {margin:.0%} from {expected}")


def story(scene):
    """The rates of a session beside what is known to move."""
    tool(scene, TOOLS + "TopicCommand", "--create", "--topic", "steady")
    load = scene.program(CONFLUENT, "steady_load.py", scene.address, "steady", "idempotent", PER_SECOND,
                         scene.folder / "acknowledged")
    reader = scene.program(CONFLUENT, "steady_reader.py", scene.address, "steady", "readers")
    wait_until(lambda: reader.lines_so_far(), "the group reads")
    step(f"{PER_SECOND} records a second flow")
    told = clients.run([os.environ["MILENA_FACTS"], scene.address, "--settle", SETTLE_S], timeout=120)
    facts = json.loads(told)
    load.finish()
    reader.finish()
    printed = kafka_print.Printed(scene, [])
    step("the session has told")

    topic, group = facts["topics"]["steady"], facts["groups"]["readers"]
    for what, rate in (("records into the topic", topic["in"]), ("records into its partition", topic["partitions"][0]["in"]),
                       ("records into the cluster", facts["figures"]["in"])):
        expect_near(rate, PER_SECOND, MARGIN, what)
    for what, rate in (("records out of the topic", topic["out"]), ("records out for the group", group["out"]),
                       ("records out for the group's topic", group["topics"]["steady"]["out"]),
                       ("records out of the cluster", facts["figures"]["out"])):
        expect_near(rate, PER_SECOND, COARSE_MARGIN, what)
    size = printed.sizes()[1, "steady-0"] / printed.offsets("ends")["steady", 0]
    expect_near(topic["bytesIn"], PER_SECOND * size, COARSE_MARGIN, "bytes into the topic")


if __name__ == "__main__":
    play(story)
