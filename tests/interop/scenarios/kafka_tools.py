#!/usr/bin/env python3
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support.scenario import expect, expect_equal, play, step  # noqa: E402

TOPICS = "org.apache.kafka.tools.TopicCommand"
PRODUCER = "org.apache.kafka.tools.ConsoleProducer"
CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer"
GROUPS = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand"
OFFSETS = "org.apache.kafka.tools.GetOffsetShell"
LOG_DIRS = "org.apache.kafka.tools.LogDirsCommand"
DELETE_RECORDS = "org.apache.kafka.tools.DeleteRecordsCommand"
CONFIGS = "kafka.admin.ConfigCommand"


def table(text):
    """The rows of a tool's table as dictionaries by column title."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    titles = lines[0]
    return [dict(zip(titles, row)) for row in lines[1:]]


def story(scene):
    """Kafka 4.3.1's own command classes against one broker; its console producer is idempotent."""
    broker = ("--bootstrap-server", scene.address)

    step("create a topic and list it")
    scene.kafka(TOPICS, *broker, "--create", "--partitions", "1", "--topic", "test")
    topics = scene.kafka(TOPICS, *broker, "--list").split()
    expect("test" in topics, f"the topic test is not in the list {topics}")

    step("send two messages, and read them in a group")
    scene.kafka(PRODUCER, *broker, "--topic", "test", stdin="hello\ntest\n")
    read = scene.kafka(CONSUMER, *broker, "--topic", "test", "--from-beginning", "--group", "readers",
                       "--max-messages", "2", "--timeout-ms", "30000")
    expect_equal(read.splitlines(), ["hello", "test"], "the console consumer's output")
    topics = scene.kafka(TOPICS, *broker, "--list").split()
    expect_equal(sorted(topics), ["__consumer_offsets", "test"], "the topics")

    step("groups: listed, described, reset, deleted")
    expect_equal(scene.kafka(GROUPS, *broker, "--list").split(), ["readers"], "the groups")
    scene.kafka(PRODUCER, *broker, "--topic", "test", stdin="third\n")
    row = table(scene.kafka(GROUPS, *broker, "--describe", "--group", "readers"))[0]
    seen = {title: row[title] for title in ("TOPIC", "PARTITION", "CURRENT-OFFSET", "LOG-END-OFFSET", "LAG")}
    expect_equal(seen, {"TOPIC": "test", "PARTITION": "0", "CURRENT-OFFSET": "2", "LOG-END-OFFSET": "3", "LAG": "1"},
                 "the group's row")
    state = table(scene.kafka(GROUPS, *broker, "--describe", "--group", "readers", "--state"))
    expect("Empty" in str(state), f"the group's state is not Empty: {state}")
    scene.kafka(GROUPS, *broker, "--reset-offsets", "--group", "readers", "--topic", "test", "--to-earliest",
                "--execute")
    row = table(scene.kafka(GROUPS, *broker, "--describe", "--group", "readers"))[0]
    expect_equal(row["CURRENT-OFFSET"], "0", "the offset after the reset")
    scene.kafka(GROUPS, *broker, "--delete", "--group", "readers")
    expect_equal(scene.kafka(GROUPS, *broker, "--list").split(), [], "the groups after the deletion")

    step("configuration: one of two overrides is taken back, the other stays")
    entity = (*broker, "--entity-type", "topics", "--entity-name", "test")
    scene.kafka(CONFIGS, *entity, "--alter", "--add-config", "retention.ms=3600000,max.message.bytes=2000000")
    scene.kafka(CONFIGS, *entity, "--alter", "--delete-config", "retention.ms")
    described = scene.kafka(CONFIGS, *entity, "--describe")
    expect("max.message.bytes=2000000" in described, f"the kept override is gone:\n{described}")
    expect("retention.ms" not in described, f"the deleted override is still there:\n{described}")
    everything = scene.kafka(CONFIGS, *entity, "--describe", "--all")
    expect("segment.bytes=1073741824" in everything, f"a default is missing:\n{everything}")
    brokers = scene.kafka(CONFIGS, *broker, "--entity-type", "brokers", "--entity-name", "1", "--describe", "--all")
    expect("num.partitions=1" in brokers, f"the broker's configuration lacks num.partitions:\n{brokers}")

    step("offsets")
    expect_equal(scene.kafka(OFFSETS, *broker, "--topic", "test").split(), ["test:0:3"], "the end offsets")
    expect_equal(scene.kafka(OFFSETS, *broker, "--topic", "test", "--time", "earliest").split(), ["test:0:0"],
                 "the start offsets")

    step("delete records")
    request = scene.folder / "delete.json"
    request.write_text(json.dumps({"version": 1, "partitions": [{"topic": "test", "partition": 0, "offset": 2}]}))
    deleted = scene.kafka(DELETE_RECORDS, *broker, "--offset-json-file", request)
    expect("low_watermark: 2" in deleted, f"no low watermark of 2:\n{deleted}")
    expect_equal(scene.kafka(OFFSETS, *broker, "--topic", "test", "--time", "earliest").split(), ["test:0:2"],
                 "the start offsets after the deletion")
    read = scene.kafka(CONSUMER, *broker, "--topic", "test", "--from-beginning", "--max-messages", "1",
                       "--timeout-ms", "30000")
    expect_equal(read.splitlines(), ["third"], "what is left")

    step("log directories")
    described = scene.kafka(LOG_DIRS, *broker, "--describe", "--topic-list", "test")
    brokers = json.loads(described.splitlines()[-1])["brokers"]
    partitions = brokers[0]["logDirs"][0]["partitions"]
    expect_equal([entry["partition"] for entry in partitions], ["test-0"], "the partitions in the log directory")
    expect(partitions[0]["size"] > 0, f"the partition has no size: {partitions}")

    step("more partitions, then no topic")
    scene.kafka(TOPICS, *broker, "--alter", "--topic", "test", "--partitions", "3")
    described = scene.kafka(TOPICS, *broker, "--describe", "--topic", "test")
    expect("PartitionCount: 3" in described, f"not three partitions:\n{described}")
    scene.kafka(TOPICS, *broker, "--delete", "--topic", "test")
    topics = scene.kafka(TOPICS, *broker, "--list").split()
    expect("test" not in topics, f"the deleted topic is in the list {topics}")


play(story)
