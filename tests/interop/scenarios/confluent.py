#!/usr/bin/env python3
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import clients  # noqa: E402
from support.scenario import expect_equal, play, step  # noqa: E402

PROGRAM = pathlib.Path(__file__).resolve().parent.parent / "programs" / "confluent_steps.py"


def story(scene):
    """confluent-kafka: a group goes on where it committed, after client and broker were restarted."""

    def client(*arguments):
        return json.loads(clients.run([clients.python("confluent-kafka-2.16.1"), PROGRAM, scene.address, *arguments]))

    step("create a topic of 3 partitions")
    expect_equal(client("create", "orders", 3), 3, "the partitions")

    step("produce 1 000 messages")
    expect_equal(client("produce", "orders", 0, 1000), {"acknowledged": 1000, "failures": [], "left": 0},
                 "deliveries")

    step("consume 400 in a group and commit")
    first = client("consume", "orders", "shop", 400)
    expect_equal(len(first), 400, "messages consumed")
    expect_equal(client("committed", "orders", "shop", 3), 400, "the sum of the committed offsets")

    step("list all topics, and read those that a pattern names")
    expect_equal(client("topics", "ord"), ["orders"], "the list of topics")
    expect_equal(client("consume", "^ord.*", "by-pattern", 1000), list(range(1000)), "messages of the pattern")

    step("restart the broker")
    scene.server.stop()
    scene.server.start()

    step("produce 500 more; the group goes on at message 401")
    expect_equal(client("produce", "orders", 1000, 1500), {"acknowledged": 500, "failures": [], "left": 0},
                 "deliveries")
    second = client("consume", "orders", "shop", 1100)
    expect_equal(sorted(first + second), list(range(1500)), "all messages, each once")
    expect_equal(client("committed", "orders", "shop", 3), 1500, "the sum of the committed offsets")


play(story)
