"""The adder's consumer on kafka-python: reads {"op1": a, "op2": b} from a topic and writes `a b sum` a line.

adder_worker.py BOOTSTRAP TOPIC [GROUP]. Writes `ready PARTITION…` when it holds positions, again after each
rebalance. Without a group it reads every partition and commits nothing.
"""

import json
import sys

from kafka import KafkaConsumer

bootstrap, topic, *group = sys.argv[1:]
options = {"group_id": group[0] if group else None}
if group:
    options.update(auto_offset_reset="earliest", auto_commit_interval_ms=200,
                   session_timeout_ms=6000, heartbeat_interval_ms=500)
consumer = KafkaConsumer(topic, bootstrap_servers=bootstrap, value_deserializer=lambda value: json.loads(value),
                         **options)
held = None
while True:
    # kafka-python 3.0.12 never sends a heartbeat again when a join ends in the moment in which a poll does. Joins last
    # as long as the others' heartbeats are apart, half a second: no poll ends there.
    batches = consumer.poll(timeout_ms=1300)
    for messages in batches.values():
        for message in messages:
            op1, op2 = message.value["op1"], message.value["op2"]
            print(op1, op2, op1 + op2)
    now_held = consumer.assignment()
    if now_held != held and (now_held or group):
        for partition in now_held:
            consumer.position(partition)
        print("ready", *sorted(partition.partition for partition in now_held))
        held = now_held
