"""A group's only consumer that never gives up: writes the numbers it reads, a line a batch, as `FIRST-OFFSET N…`.

steady_reader.py BOOTSTRAP TOPIC GROUP. Ends when its input ends.
"""

import sys
import threading

from confluent_kafka import Consumer

bootstrap, topic, group = sys.argv[1:]
consumer = Consumer({
    "bootstrap.servers": bootstrap,
    "group.id": group,
    "auto.offset.reset": "earliest",
    "auto.commit.interval.ms": 500,
    "session.timeout.ms": 10000,
    "reconnect.backoff.max.ms": 500,
})
consumer.subscribe([topic])
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
while not stop.is_set():
    messages = [message for message in consumer.consume(2000, timeout=0.2) if not message.error()]
    if messages:
        print(messages[0].offset(), *(int(message.value()[:12]) for message in messages))
consumer.close()
