"""A producer that never gives up: numbered records to partition 0 of a topic, through everything.

steady_load.py BOOTSTRAP TOPIC idempotent|plain RATE ACKNOWLEDGED. Writes `acknowledged N` five times a second;
each acknowledged `NUMBER OFFSET` is a line of the file ACKNOWLEDGED. Stops when its input ends: waits for what is
under way and writes `produced N failed M`.
"""

import sys
import threading
import time

from confluent_kafka import Producer

bootstrap, topic, kind, rate, file = sys.argv[1:]
PADDING = "." * 200
failures = []
acknowledged = 0
out = open(file, "w")


def delivered(number, error, message):
    global acknowledged
    if error:
        failures.append(f"{number}: {error}")
        return
    acknowledged += 1
    out.write(f"{number} {message.offset()}\n")


# One request in flight: a plain producer that resends would otherwise reorder.
plain = {"max.in.flight": 1, "acks": "all"}
producer = Producer({
    "bootstrap.servers": bootstrap,
    "linger.ms": 5,
    "batch.num.messages": 500,
    "queue.buffering.max.messages": 20000,
    "message.timeout.ms": 300000,
    "retries": 2147483647,
    "reconnect.backoff.max.ms": 500,
    **({"enable.idempotence": True} if kind == "idempotent" else plain),
})
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()

number = 0
report = start = time.monotonic()
while not stop.is_set():
    due = int((time.monotonic() - start) * float(rate))
    while number < due:
        try:
            producer.produce(topic, value=f"{number:012d}{PADDING}", partition=0,
                             on_delivery=lambda error, message, number=number: delivered(number, error, message))
        except BufferError:
            # The queue is full while the broker is away; what was not sent then is not owed.
            start += (due - number) / float(rate)
            break
        number += 1
    producer.poll(0.01)
    if time.monotonic() - report > 0.2:
        report = time.monotonic()
        print("acknowledged", acknowledged)
left = producer.flush(120)
out.close()
print("produced", number, "failed", len(failures) + left, *failures[:3])
