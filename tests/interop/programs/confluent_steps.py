"""confluent-kafka one step at a time; writes what it saw as JSON.

confluent_steps.py BOOTSTRAP create TOPIC PARTITIONS
confluent_steps.py BOOTSTRAP produce TOPIC FROM TO
confluent_steps.py BOOTSTRAP consume TOPIC GROUP COUNT     reads COUNT messages, commits after each batch
confluent_steps.py BOOTSTRAP committed TOPIC GROUP PARTITIONS
confluent_steps.py BOOTSTRAP topics PREFIX                 of the list of all topics, those that begin so
"""

import json
import sys

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

bootstrap, what, topic, *rest = sys.argv[1:]


def create(partitions):
    admin = AdminClient({"bootstrap.servers": bootstrap})
    admin.create_topics([NewTopic(topic, int(partitions))])[topic].result(30)
    return len(admin.list_topics(topic, 30).topics[topic].partitions)


def produce(first, end):
    failures, acknowledged = [], []

    def delivered(error, message):
        failures.append(str(error)) if error else acknowledged.append(message.offset())

    producer = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True, "linger.ms": 5})
    for number in range(int(first), int(end)):
        producer.produce(topic, key=f"key-{number}", value=str(number), headers={"n": str(number)},
                         on_delivery=delivered)
        producer.poll(0)
    left = producer.flush(30)
    return {"acknowledged": len(acknowledged), "failures": failures, "left": left}


def consume(group, count):
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group, "auto.offset.reset": "earliest",
                         "enable.auto.commit": False, "session.timeout.ms": 6000})
    consumer.subscribe([topic])  # one that begins with ^ is a pattern: the client asks for all topics then
    numbers = []
    while len(numbers) < int(count):
        batch = consumer.consume(int(count) - len(numbers), timeout=30)
        if not batch:
            break
        for message in batch:
            if message.error():
                raise KafkaException(message.error())
            assert message.headers() == [("n", message.value())], message.headers()
            numbers.append(int(message.value()))
        consumer.commit(asynchronous=False)
    consumer.close()
    return sorted(numbers)


def topics():
    return sorted(name for name in AdminClient({"bootstrap.servers": bootstrap}).list_topics(timeout=30).topics
                  if name.startswith(topic))


def committed(group, partitions):
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group})
    wanted = [TopicPartition(topic, number) for number in range(int(partitions))]
    # Nothing committed is a negative offset.
    return sum(max(0, partition.offset) for partition in consumer.committed(wanted, 30))


print(json.dumps(globals()[what](*rest)))
