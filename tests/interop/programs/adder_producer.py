"""The adder's producer on kafka-python: gzip-compressed JSON {"op1": i, "op2": i}.

adder_producer.py BOOTSTRAP TARGET…, a target being TOPIC or TOPIC:PARTITION. For each line `FROM TO` on its
input it sends these numbers to the targets alternately, waits for all acknowledgements and writes `sent N`.
"""

import json
import sys

from kafka import KafkaProducer

bootstrap, *targets = sys.argv[1:]
producer = KafkaProducer(bootstrap_servers=bootstrap, compression_type="gzip", linger_ms=5,
                         value_serializer=lambda value: json.dumps(value).encode())
for line in sys.stdin:
    first, end = map(int, line.split())
    futures = []
    for i in range(first, end):
        topic, _, partition = targets[i % len(targets)].partition(":")
        futures.append(producer.send(topic, {"op1": i, "op2": i}, partition=int(partition) if partition else None))
    producer.flush()
    for future in futures:
        future.get(timeout=30)
    print("sent", len(futures))
producer.close()
