#!/usr/bin/env python3
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support.scenario import expect, expect_equal, play, step  # noqa: E402


def story(scene):
    """Kafka 2.3.0's own command classes: the first minutes of a tutorial of 2019."""

    def tool(name, *arguments, **options):
        return scene.kafka(name, *arguments, version="2.3.0", **options)

    broker = ("--bootstrap-server", scene.address)

    step("create a topic and list it")
    tool("kafka.admin.TopicCommand", *broker, "--create", "--replication-factor", "1", "--partitions", "1",
         "--topic", "test")
    topics = tool("kafka.admin.TopicCommand", *broker, "--list").split()
    expect("test" in topics, f"the topic test is not in the list {topics}")

    step("send two messages")
    tool("kafka.tools.ConsoleProducer", "--broker-list", scene.address, "--topic", "test", stdin="hello\ntest\n")

    step("read them from the beginning")
    read = tool("kafka.tools.ConsoleConsumer", *broker, "--topic", "test", "--from-beginning", "--max-messages", "2",
                "--timeout-ms", "30000")
    expect_equal(read.splitlines(), ["hello", "test"], "the console consumer's output")

    step("the consumer's group left its topic in the list")
    topics = tool("kafka.admin.TopicCommand", *broker, "--list").split()
    expect_equal(sorted(topics), ["__consumer_offsets", "test"], "the topics")


play(story)
