"""A member of a group: group_reader.py BOOTSTRAP GROUP TOPIC PROTOCOL COUNT.

Reads COUNT records, commits them, prints `committed`, and stays in the group without committing more until its input
ends. PROTOCOL is classic or consumer.
"""

import select
import sys

from confluent_kafka import Consumer

bootstrap, group, topic, protocol, count = sys.argv[1:]
consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group, "client.id": f"{group}-client",
                     "group.protocol": protocol, "auto.offset.reset": "earliest", "enable.auto.commit": False})
consumer.subscribe([topic])
left = int(count)
while not select.select([sys.stdin], [], [], 0)[0]:
    message = consumer.poll(0.2)
    if message is None or message.error() or left == 0:
        continue
    left -= 1
    consumer.commit(message=message, asynchronous=False)
    if left == 0:
        print("committed", flush=True)
consumer.close()
