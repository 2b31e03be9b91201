"""What Kafka's own tools print of a cluster, as values. All are asked at once, since each takes a second to start."""

import concurrent.futures
import json
import re

TOOLS = "org.apache.kafka.tools."
GROUPS = TOOLS + "consumer.group."
# By kind of group: the tool, and its words for where a group goes on and what is left.
GROUP_TOOLS = {"consumer": (GROUPS + "ConsumerGroupCommand", "CURRENT-OFFSET", "LAG"),
               "share": (GROUPS + "ShareGroupCommand", "START-OFFSET", "LAG"),
               "streams": (TOOLS + "streams.StreamsGroupCommand", "CURRENT-OFFSET", "OFFSET-LAG")}
QUESTIONS = {
    "topics": (TOOLS + "TopicCommand", "--describe"),
    "ends": (TOOLS + "GetOffsetShell", "--time", "-1"),
    "starts": (TOOLS + "GetOffsetShell", "--time", "-2"),
    "newest": (TOOLS + "GetOffsetShell", "--time", "-3"),
    "sizes": (TOOLS + "LogDirsCommand", "--describe"),
    "settings": ("kafka.admin.ConfigCommand", "--describe", "--entity-type", "topics", "--all"),
    "brokers": (TOOLS + "ClusterTool", "list-endpoints"),
    "cluster": (TOOLS + "ClusterTool", "cluster-id"),
    "groups": (TOOLS + "GroupsCommand", "--list"),
}
FACES = ("state", "members", "offsets")


def tool(scene, name, *arguments):
    """One tool's output. A tool with commands wants the address behind its command."""
    command = [] if not arguments or arguments[0].startswith("--") else [arguments[0]]
    return scene.kafka(name, *command, "--bootstrap-server", scene.address, *arguments[len(command):])


def number(word):
    """A figure of a table; a dash is none."""
    return None if word == "-" else int(word)


def table(text):
    """The rows of a tool's tables, a dict each, by the words of the heading above them."""
    rows, heading = [], []
    for line in text.splitlines():
        words = line.split()
        if not words or line.startswith("Warning"):
            continue
        if words[0] in ("GROUP", "ID"):
            heading = line.replace("COORDINATOR (ID)", "COORDINATOR ID").split()
        elif heading:
            rows.append(dict(zip(heading, words)))
    return rows


class Printed:
    """The answers to these questions, and about groups of these kinds."""

    def __init__(self, scene, kinds, questions=tuple(QUESTIONS)):
        asked = {name: QUESTIONS[name] for name in questions}
        for kind in kinds:
            for face in FACES:
                asked[kind, face] = (GROUP_TOOLS[kind][0], "--describe", "--all-groups", f"--{face}", "--verbose")
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            texts = {name: pool.submit(tool, scene, *question) for name, question in asked.items()}
            self._texts = {name: text.result() for name, text in texts.items()}

    def __getitem__(self, name):
        return self._texts[name]

    def topics(self):
        """{topic: {"id", "replication", "partitions": {number: (leader, replicas, in sync)}}}"""
        described = {}
        for line in self["topics"].splitlines():
            fields = dict(part.split(": ", 1) for part in line.strip().split("\t") if ": " in part)
            if "PartitionCount" in fields:
                described[fields["Topic"]] = {"id": fields["TopicId"], "replication": int(fields["ReplicationFactor"]),
                                              "partitions": {}}
            elif fields:
                leader = None if fields["Leader"] == "none" else int(fields["Leader"])
                described[fields["Topic"]]["partitions"][int(fields["Partition"])] = (
                    leader, *([int(each) for each in fields[name].split(",") if each] for name in ("Replicas", "Isr")))
        return described

    def offsets(self, moment):
        """{(topic, partition): offset} for `moment` of starts, ends and newest."""
        rows = (line.rsplit(":", 2) for line in self[moment].splitlines())
        return {(topic, int(partition)): int(offset or -1) for topic, partition, offset in rows}

    def sizes(self):
        """{(broker, "topic-partition"): bytes}"""
        answer = json.loads(self["sizes"].splitlines()[-1])
        return {(broker["broker"], one["partition"]): one["size"] for broker in answer["brokers"]
                for folder in broker["logDirs"] for one in folder["partitions"] if not one["isFuture"]}

    def settings(self):
        """{topic: {name: (value, ["SOURCE:name=value", …])}}"""
        out, topic = {}, None
        for line in self["settings"].splitlines():
            if heading := re.match(r"All configs for topic (\S+) are", line):
                topic = out[heading[1]] = {}
            elif entry := re.match(r"  ([\w.]+)=(.*) sensitive=\w+ synonyms=\{(.*)\}$", line):
                synonyms = re.split(r", (?=[A-Z_]+:)", entry[3]) if entry[3] else []
                topic[entry[1]] = entry[2], synonyms
        return out

    def brokers(self):
        """{id: (host, port, rack)}"""
        return {row["ID"]: (row["HOST"], int(row["PORT"]), "" if row["RACK"] == "null" else row["RACK"])
                for row in table(self["brokers"])}

    def cluster_id(self):
        return self["cluster"].split()[-1]

    def groups(self):
        """{group: kind}; one without a protocol has only commits and is said to be simple, as older tools have it."""
        return {row["GROUP"]: row["TYPE"].lower() if "PROTOCOL" in row else "simple" for row in table(self["groups"])}

    def of_groups(self, kind, face):
        return table(self[kind, face])
