"""Transactions that end in every way: transactions.py BOOTSTRAP TOPIC COMMITTED ABORTED OPEN, records of each.

Prints `open` once the last is under way and holds it until its input ends.
"""

import sys

from confluent_kafka import Producer

bootstrap, topic, committed, aborted, held = sys.argv[1:]


def begun(name, count):
    producer = Producer({"bootstrap.servers": bootstrap, "transactional.id": f"{topic}-{name}"})
    producer.init_transactions()
    producer.begin_transaction()
    for number in range(int(count)):
        producer.produce(topic, f"{name} {number}".encode(), partition=0)
    producer.flush()
    return producer


begun("committed", committed).commit_transaction()
begun("aborted", aborted).abort_transaction()
last = begun("open", held)
print("open", flush=True)
sys.stdin.readline()
last.abort_transaction()
