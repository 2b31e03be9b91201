#!/usr/bin/env python3
"""What a session tells of a cluster that lost a broker is what Kafka's tools print of it."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from scenarios.figures import compare_cluster, compare_topics, produce, told  # noqa: E402
from support import kafka_print, servers  # noqa: E402
from support.kafka_print import TOOLS, tool  # noqa: E402
from support.scenario import expect, expect_equal, play, step, wait_until  # noqa: E402

# On both brokers, on the one that stays, on the one that goes.
ASSIGNMENTS = {"both": "1:2,2:1,2:1", "near": "1", "far": "2,2"}
RECORDS = 100
# Not offsets: that tool waits for ever for a leader.
QUESTIONS = ("cluster", "brokers", "topics", "groups")


def story(scene):
    """Under-replicated and offline partitions of a cluster that lost one of its two brokers."""
    with servers.FurtherBroker(scene.folder / "second", scene.server) as second:
        wait_until(lambda: len(kafka_print.table(tool(scene, TOOLS + "ClusterTool", "list-endpoints"))) == 2, "two brokers")
        for topic, assignment in ASSIGNMENTS.items():
            tool(scene, TOOLS + "TopicCommand", "--create", "--topic", topic, "--replica-assignment", assignment)
            produce(scene, topic, [f"{n}:value {n}" for n in range(RECORDS)])
        whole = told(scene, [])
        expect_equal((whole["figures"]["underReplicated"], whole["figures"]["offline"]), (0, 0), "all is well")
        compare_topics(kafka_print.Printed(scene, [], QUESTIONS), whole)
        step("two brokers")
        second.kill()
    wait_until(lambda: "none" in tool(scene, TOOLS + "TopicCommand", "--describe", "--topic", "far"), "the loss")
    facts = told(scene, [])
    printed = kafka_print.Printed(scene, [], QUESTIONS)
    compare_cluster(printed, facts)
    compare_topics(printed, facts)
    # One replica of each of both, and all that far has.
    expect_equal((facts["figures"]["underReplicated"], facts["figures"]["offline"], len(facts["brokers"])), (5, 2, 1),
                 "what is left")
    # What nobody tells is not known, and not 0.
    expect_equal({name: topic["messages"] for name, topic in facts["topics"].items()},
                 {"both": RECORDS, "near": RECORDS, "far": None}, "messages")
    expect(facts["partial"] == "", f"what nobody leads is no failure of the round: {facts['partial']}")
    step("one broker")


if __name__ == "__main__":
    play(story, {"broker.session.timeout.ms": 6000, "broker.heartbeat.interval.ms": 1000})
