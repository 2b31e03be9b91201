#!/usr/bin/env python3
"""What a session tells of a cluster is what Kafka's own tools print of it: brokers, topics, partitions, offsets, sizes,
settings, records, and groups with members, epochs and lag. On Apache Kafka with groups of all four kinds, aborted and open
transactions and a compacted topic; on Milena's broker with what it has.
"""

import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import clients, kafka_print, log_files  # noqa: E402
from support.kafka_print import TOOLS, number, tool  # noqa: E402
from support.scenario import Program, expect, expect_equal, play, step, wait_until  # noqa: E402

TOPICS = {"orders": 6, "payments": 3, "jobs": 2, "clicks": 2, "changes": 1, "ledger": 1}
SETTINGS = {"changes": {"cleanup.policy": "compact", "segment.ms": "100", "min.cleanable.dirty.ratio": "0.01"},
            "orders": {"retention.ms": "86400000", "retention.bytes": "123456789"}}
CONFLUENT = "confluent-kafka-2.16.1"


def is_kafka(scene):
    return scene.server.name.startswith("Apache")


def produce(scene, topic, lines, codec="none"):
    clients.run(["kcat", "-b", scene.address, "-P", "-t", topic, "-K", ":", "-z", codec],
                stdin="".join(f"{line}\n" for line in lines))


def make_topics(scene):
    program = ("import sys; from confluent_kafka.admin import AdminClient, NewTopic as T;"
               "admin = AdminClient({'bootstrap.servers': sys.argv[1]});"
               f"[one.result() for one in admin.create_topics([T(n, p, 1, config={SETTINGS!r}.get(n, {{}}))"
               f" for n, p in {TOPICS!r}.items()]).values()]")
    clients.run([clients.python(CONFLUENT), "-c", program, scene.address])


def commit(scene, group, *commits):
    """Commits (topic, partition, offset) for a group without members."""
    program = ("import sys; from confluent_kafka import Consumer, TopicPartition as P;"
               "Consumer({'bootstrap.servers': sys.argv[1], 'group.id': sys.argv[2]})"
               f".commit(offsets=[P(*one) for one in {commits!r}], asynchronous=False)")
    clients.run([clients.python(CONFLUENT), "-c", program, scene.address, group])


def fill(scene):
    """Members that stay until the end, by group."""
    make_topics(scene)
    produce(scene, "orders", [f"{n}:value {n}" for n in range(900)], "gzip")
    produce(scene, "payments", [f"{n}:value {n}" for n in range(300)], "zstd")
    produce(scene, "clicks", [f"{n}:value {n}" for n in range(50)], "lz4")
    cut = scene.folder / "cut.json"
    cut.write_text(json.dumps({"version": 1, "partitions": [{"topic": "payments", "partition": 2, "offset": 20}]}))
    tool(scene, TOOLS + "DeleteRecordsCommand", "--offset-json-file", cut)
    members = {}
    readers = [("readers", "orders", "consumer", 200)] if is_kafka(scene) else []
    for group, topic, protocol, count in (*readers, ("billing", "payments", "classic", 40)):
        members[group] = scene.program(CONFLUENT, "group_reader.py", scene.address, group, topic, protocol, count)
        members[group].expect_line("committed")
    # Beyond the end of one, before the start of another, and another topic.
    commit(scene, "adrift", ("payments", 0, 5000), ("payments", 1, 10), ("payments", 2, 5), ("orders", 3, 7))
    if is_kafka(scene):
        fill_newer(scene, members)
    return members


def fill_newer(scene, members):
    """What only Apache Kafka has."""
    members["ledger"] = scene.program(CONFLUENT, "transactions.py", scene.address, "ledger", 10, 5, 3)
    members["ledger"].expect_line("open")
    commit(scene, "auditors", ("ledger", 0, 5))
    members["words"] = scene.program(CONFLUENT, "streams_member.py", scene.address, "words", "clicks")
    expect(members["words"].line().startswith("stable "), "the streams group is stable")
    members["workers"] = sharing(scene, "workers")
    sharing(scene, "left").kill()
    produce(scene, "jobs", [f"{n}:left" for n in range(7)])
    wait_until(lambda: is_compacted(scene), "the compaction of changes")


def is_compacted(scene):
    """Whether all of changes is compacted that will be: all but the newest segment. Adds to it while there is but one."""
    newest = max(int(file.stem) for file in scene.server.data.glob("changes-0/*.log"))
    if newest < 40:
        produce(scene, "changes", [f"key-{n}:later than {newest}" for n in range(20)])
        return False
    lines = [line.split() for line in read(scene, "changes", "%o %k\n").splitlines()]
    older = [key for offset, key in lines if int(offset) < newest]
    return len(older) == len(set(older)) > 0


def sharing(scene, group):
    """A member of a share group that has read."""
    member = Program([*clients.java("4.3.1", clients.TOOL_OPTIONS), TOOLS + "consumer.ConsoleShareConsumer",
                      "--bootstrap-server", scene.address, "--topic", "jobs", "--group", group],
                     scene.folder / f"share-{group}.log")

    def reads():
        # A share group begins at the end of what is there when it is made.
        produce(scene, "jobs", [f"{n}:job" for n in range(10)])
        return member.lines_so_far()

    wait_until(reads, f"{group} reads")
    return member


def read(scene, topic, layout, *options):
    return clients.run(["kcat", "-b", scene.address, "-C", "-e", "-q", "-t", topic, "-f", layout, *options])


def told(scene, records):
    words = [word for topic in records for word in ("--records", topic)]
    return json.loads(clients.run([os.environ["MILENA_FACTS"], scene.address, *words], timeout=120))


def compare_cluster(printed, facts):
    expect_equal(facts["clusterId"], printed.cluster_id(), "the cluster's id")
    expect_equal({id: (broker["host"], broker["port"], broker["rack"]) for id, broker in facts["brokers"].items()},
                 printed.brokers(), "brokers")
    topics, groups = printed.topics(), printed.groups()
    partitions = [one for topic in topics.values() for one in topic["partitions"].values()]
    figures = facts["figures"]
    expect_equal({name: figures[name] for name in ("topics", "partitions", "underReplicated", "offline", "groups")},
                 {"topics": len(topics), "partitions": len(partitions),
                  "underReplicated": sum(len(in_sync) < len(replicas) for _, replicas, in_sync in partitions),
                  "offline": sum(leader is None for leader, *_ in partitions), "groups": len(groups)},
                 "the overview's figures")
    internal = [name for name in topics if name.startswith("__")]
    expect_equal(sorted(name for name, topic in facts["topics"].items() if topic["internal"]), sorted(internal),
                 "internal topics")
    expect_equal(figures["internalTopics"], len(internal), "internal topics in all")


def compare_topics(printed, facts):
    ours = {name: {"id": topic["id"], "replication": topic["replication"],
                   "partitions": {p["id"]: (p["leader"], p["replicas"], p["inSync"]) for p in topic["partitions"]}}
            for name, topic in facts["topics"].items()}
    expect_equal(ours, printed.topics(), "topics, leaders, replicas")


def compare_offsets(printed, facts):
    partitions = {(name, p["id"]): p for name, topic in facts["topics"].items() for p in topic["partitions"]}
    starts, ends = printed.offsets("starts"), printed.offsets("ends")
    expect_equal({key: p["start"] for key, p in partitions.items()}, starts, "where logs start")
    expect_equal({key: p["end"] for key, p in partitions.items()}, ends, "where logs end")
    for name, topic in facts["topics"].items():
        count = sum(ends[name, p["id"]] - starts[name, p["id"]] for p in topic["partitions"])
        expect_equal(topic["messages"], count, f"messages of {name}")
    # Kafka names records of the greatest timestamp that are deleted already, too.
    filled = {key for key, offset in printed.offsets("newest").items() if offset >= starts[key]}
    expect_equal({key for key, p in partitions.items() if p["newest"] is not None}, filled, "partitions with a newest record")


def compare_stable(scene, facts):
    for name in TOPICS:
        for partition in facts["topics"][name]["partitions"]:
            stable = partition["end"]
            if name == "ledger":
                begun = scene.kafka(TOOLS + "TransactionsCommand", "--bootstrap-server", scene.address, "describe-producers",
                                    "--topic", name, "--partition", partition["id"]).splitlines()[1:]
                starts = [line.split()[-1] for line in begun]
                stable = min(int(start) for start in starts if start != "None")
                # Ten and a marker, five and a marker; three are open.
                expect_equal((stable, partition["end"]), (17, 20), "where the open transaction began, and the end")
            expect_equal(partition["stable"], stable, f"last stable offset of {name}-{partition['id']}")


def compare_sizes(printed, facts):
    sizes = printed.sizes()
    for name, topic in facts["topics"].items():
        if name.startswith("__"):
            continue  # groups go on committing
        ours = {p["id"]: p["size"] for p in topic["partitions"]}
        theirs = {p["id"]: sizes[p["leader"], f"{name}-{p['id']}"] for p in topic["partitions"]}
        expect_equal(ours, theirs, f"sizes of {name}'s partitions")
        expect_equal(topic["size"], sum(theirs.values()), f"size of {name}")


def compare_settings(printed, facts):
    theirs = printed.settings()
    expect_equal(sorted(facts["settings"]), sorted(theirs), "topics with settings")
    for topic, ours in facts["settings"].items():
        values = {name: ("null" if one["value"] is None else one["value"], one["synonyms"]) for name, one in ours.items()}
        expect_equal(values, theirs[topic], f"settings of {topic} and where they come from")
        for name, (_, synonyms) in theirs[topic].items():
            source = synonyms[0].partition(":")[0] if synonyms else "DEFAULT_CONFIG"
            expect_equal((ours[name]["source"], ours[name]["overridden"]), (source, source == "DYNAMIC_TOPIC_CONFIG"),
                         f"source of {topic}'s {name}")
        row = facts["topics"][topic]
        expect_equal((str(row["retention"]), str(row["retentionBytes"]), row["cleanup"]),
                     tuple(theirs[topic][key][0] for key in ("retention.ms", "retention.bytes", "cleanup.policy")),
                     f"{topic} in the list of topics")


def compare_records(scene, facts, topic):
    """Every record, with its batch and how its transaction ended, beside what lies in the log's files."""
    same = {"time": "CreateTime", "keySize": "keySize", "valueSize": "valueSize", "baseOffset": "baseOffset",
            "records": "count", "crc": "crc", "leaderEpoch": "partitionLeaderEpoch", "producer": "producerId",
            "producerEpoch": "producerEpoch", "sequence": "sequence", "bytes": "size"}
    theirs = {key: {**{name: int(fields[theirs]) for name, theirs in same.items()}, "codec": fields["compresscodec"].lower(),
                    "transactional": fields["isTransactional"] == "true", "mark": fields["mark"]}
              for key, fields in log_files.records(scene.server.data, topic).items()}
    ours = {(row["partition"], row["offset"]): row for row in facts["records"][topic]}
    expect_equal(sorted(ours), sorted(theirs), f"offsets of {topic}")
    for key, fields in theirs.items():
        expect_equal({name: ours[key][name] for name in fields}, fields, f"record {key} of {topic}")
        expect(ours[key]["crcMatches"], f"the checksum of {key} matches")
    committed = {(int(line.split()[0]), int(line.split()[1])) for line in
                 read(scene, topic, "%p %o\n", "-X", "isolation.level=read_committed").splitlines()}
    expect_equal({key for key, row in ours.items() if row["mark"] in ("none", "committed")}, committed,
                 f"what a reader of committed records gets of {topic}")


def compare_states(facts, rows, kinds):
    for row in rows:
        group = facts["groups"][row["GROUP"]]
        coordinator = int(row["ID"].strip("()"))
        epochs = [number(row[name]) for name in ("GROUP-EPOCH", "TARGET-ASSIGNMENT-EPOCH", "ASSIGNMENT-EPOCH") if name in row]
        expect_equal((group["type"], group["state"], group["coordinator"], group["count"],
                      [group["epoch"], group["assignmentEpoch"]]),
                     (kinds[row["GROUP"]], row["STATE"], coordinator, int(row["#MEMBERS"]), epochs or [None, None]),
                     f"state of {row['GROUP']}")
        if row.get("ASSIGNMENT-STRATEGY", "-") != "-" and group["count"]:
            expect_equal(group["protocol"], row["ASSIGNMENT-STRATEGY"], f"assignor of {row['GROUP']}")


def compare_members(facts, rows):
    for row in rows:
        member = facts["groups"][row["GROUP"]]["members"][row["CONSUMER-ID"]]
        epoch = row.get("CURRENT-EPOCH", row.get("MEMBER-EPOCH", "-"))
        expect_equal(("/" + member["host"], member["client"], member["partitions"], member["epoch"]),
                     (row["HOST"], row["CLIENT-ID"], int(row["#PARTITIONS"]), number(epoch)),
                     f"member of {row['GROUP']}")


def compare_lag(facts, rows, offset, lag):
    """By partition, and what the window sums of it: by topic, by member and in all."""
    sums = {}
    for row in rows:
        key = row["TOPIC"], int(row["PARTITION"])
        group = row["GROUP"]
        ours = {(p["topic"], p["partition"]): p for p in facts["groups"][group]["partitions"]}
        at = number(row[offset])
        if at is None:
            expect(key not in ours or ours[key]["committed"] is None, f"{group} has no commit for {key}")
            if number(row[lag]) is not None:  # of a streams group, from the log's start
                expect_equal(ours[key]["lag"], number(row[lag]), f"lag of {group} without a commit in {key}")
                for whose in ((group, None, None), (group, "topics", key[0])):
                    sums[whose] = sums.get(whose, 0) + ours[key]["lag"]
            continue
        expect_equal(ours[key]["committed"], at, f"{group} goes on in {key}")
        if "LOG-END-OFFSET" in row:
            expect_equal(ours[key]["end"], int(row["LOG-END-OFFSET"]), f"end of {key} for {group}")
        if number(row[lag]) < 0:
            # The tool prints a negative lag.
            expect(ours[key]["beyond"] and ours[key]["lag"] is None, f"{group} is beyond the end of {key}")
            continue
        # The tool counts records that are deleted already; Milena says that they are gone and waits for the others only.
        gone = max(0, (ours[key]["start"] or 0) - at)
        expect_equal((ours[key]["lag"], ours[key]["before"]), (number(row[lag]) - gone, gone > 0), f"lag of {group} in {key}")
        owner = row.get("CONSUMER-ID", "-")
        if owner != "-":
            expect_equal(ours[key]["member"], owner, f"owner of {key}")
        for whose in ((group, None, None), (group, "topics", key[0]), (group, "members", owner)):
            sums[whose] = sums.get(whose, 0) + ours[key]["lag"]
    for (group, what, name), total in sums.items():
        part = facts["groups"][group]
        if name != "-":
            expect_equal((part[what][name] if what else part)["lag"], total, f"lag of {group} {name or ''}")


def compare_groups(printed, facts, tools):
    kinds = printed.groups()
    expect_equal({name: group["type"] for name, group in facts["groups"].items()}, kinds, "groups and their kinds")
    for kind in tools:
        _, offset, lag = kafka_print.GROUP_TOOLS[kind]
        compare_states(facts, printed.of_groups(kind, "state"), kinds)
        if kind != "streams":
            compare_members(facts, printed.of_groups(kind, "members"))
        compare_lag(facts, printed.of_groups(kind, "offsets"), offset, lag)
    worst = max(facts["groups"], key=lambda name: facts["groups"][name]["lag"] or 0)
    expect_equal((facts["figures"]["worstLagGroup"], facts["figures"]["worstLag"]),
                 (worst, facts["groups"][worst]["lag"]), "the group that lags most")
    expect_equal((facts["groups"]["adrift"]["beyond"], facts["groups"]["billing"]["state"]), (1, "Stable"), "the two groups")


def story(scene):
    """The figures of a session beside those of Kafka's tools."""
    members = fill(scene)
    step("the cluster is filled")
    records = ["clicks", "ledger", "changes"] if is_kafka(scene) else ["clicks"]
    tools = ["consumer", "share", "streams"] if is_kafka(scene) else ["consumer"]
    facts = told(scene, records)
    expect_equal(facts["partial"], "", "nothing was left unread")
    step("the session has told")
    printed = kafka_print.Printed(scene, tools)
    step("Kafka's tools have printed")
    for compare in (compare_cluster, compare_topics, compare_offsets, compare_sizes, compare_settings):
        compare(printed, facts)
        step(compare.__name__.replace("_", " "))
    compare_groups(printed, facts, tools)
    for topic in records:
        compare_records(scene, facts, topic)
        step(f"compare records of {topic}")
    if is_kafka(scene):
        compare_stable(scene, facts)
        expect_equal(facts["groups"]["words"]["topologyEpoch"], 1, "the topology's epoch")
        expect_equal(facts["groups"]["auditors"]["lag"], 15, "lag counts what an open transaction holds back")
    for member in members.values():
        member.kill()


if __name__ == "__main__":
    play(story, {"log.cleaner.backoff.ms": 1000})
