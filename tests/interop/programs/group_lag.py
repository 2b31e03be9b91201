"""A group's lag as kafka-python sees it: group_lag.py BOOTSTRAP GROUP TOPIC:PARTITION…, a line a partition."""

import sys

from kafka import KafkaConsumer, TopicPartition

bootstrap, group, *names = sys.argv[1:]
consumer = KafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
partitions = [TopicPartition(name.split(":")[0], int(name.split(":")[1])) for name in names]
ends = consumer.end_offsets(partitions)
for partition in partitions:
    committed = consumer.committed(partition)
    print(partition.partition, "none" if committed is None else ends[partition] - committed)
