/* bench_consume BOOTSTRAP TOPIC COUNT: reads COUNT messages of partition 0 from its beginning and prints
 * messages a second, from the assignment to the last message. */

#include "bench.h"

int main(int argc, char** argv) {
    if (argc != 4)
        fail("usage", "bench_consume BOOTSTRAP TOPIC COUNT");
    const long count = count_of(argv[3]);
    const char* const settings[] = {
        "group.id", "bench", "enable.auto.commit", "false", "fetch.wait.max.ms", "10", "queued.min.messages",
        "1000000",  NULL};
    rd_kafka_t* client = make_client(RD_KAFKA_CONSUMER, argv[1], settings);
    rd_kafka_topic_t* topic = open_topic(client, argv[2]);
    rd_kafka_poll_set_consumer(client);
    rd_kafka_queue_t* queue = rd_kafka_queue_get_consumer(client);

    enum { batch = 10000 };
    static rd_kafka_message_t* messages[batch];
    rd_kafka_topic_partition_list_t* partitions = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(partitions, argv[2], 0)->offset = 0;
    const double start = now_s();
    double last = start;
    rd_kafka_assign(client, partitions);
    for (long seen = 0; seen < count;) {
        const ssize_t got = rd_kafka_consume_batch_queue(queue, 100, messages, batch);
        if (got > 0)
            last = now_s();
        else if (now_s() - last > 30)
            fail("consume", "nothing came for 30 s");
        for (ssize_t i = 0; i < got; i++) {
            if (messages[i]->err)
                fail("consume", rd_kafka_message_errstr(messages[i]));
            if (messages[i]->offset != seen)
                fail("consume", "offsets do not follow each other");
            seen++;
            rd_kafka_message_destroy(messages[i]);
        }
    }
    printf("%.0f\n", (double)count / (now_s() - start));

    rd_kafka_topic_partition_list_destroy(partitions);
    rd_kafka_queue_destroy(queue);
    rd_kafka_topic_destroy(topic);
    rd_kafka_consumer_close(client);
    rd_kafka_destroy(client);
    return 0;
}
