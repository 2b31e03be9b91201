/* bench_produce BOOTSTRAP TOPIC SIZE COUNT: sends COUNT values of SIZE bytes to partition 0 with acks=1 and
 * prints messages a second, from the first send to the last acknowledgement. */

#include <string.h>

#include "bench.h"

/* One call for many, and a queue that stays in the processor's cache: the client is the slowest of all who
 * take part in a run, and what it wastes is taken from both servers alike. */
enum { AT_ONCE = 1000 };
#define QUEUED "100000"

static long failed;
static rd_kafka_message_t messages[AT_ONCE];

static void on_delivery(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque) {
    (void)client;
    (void)opaque;
    if (message->err)
        failed++;
}

int main(int argc, char** argv) {
    if (argc != 5)
        fail("usage", "bench_produce BOOTSTRAP TOPIC SIZE COUNT");
    const size_t size = (size_t)count_of(argv[3]);
    const long count = count_of(argv[4]);
    char* value = malloc(size);
    /* No pattern that a file system could shorten. */
    for (size_t i = 0; i < size; i++)
        value[i] = (char)(i * 2654435761u >> 13);

    char error[512];
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    const char* const settings[][2] = {{"bootstrap.servers", argv[1]},
                                       {"acks", "1"},
                                       {"linger.ms", "5"},
                                       {"batch.num.messages", "10000"},
                                       {"queue.buffering.max.messages", QUEUED},
                                       {"queue.buffering.max.kbytes", "1048576"},
                                       {"delivery.report.only.error", "true"}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (rd_kafka_conf_set(conf, settings[i][0], settings[i][1], error, sizeof error) != RD_KAFKA_CONF_OK)
            fail(settings[i][0], error);
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
    if (!client)
        fail("producer", error);
    rd_kafka_topic_t* topic = open_topic(client, argv[2]);

    const double start = now_s();
    for (long sent = 0; sent < count;) {
        const int wanted = count - sent < AT_ONCE ? (int)(count - sent) : AT_ONCE;
        for (int i = 0; i < wanted; i++)
            messages[i] = (rd_kafka_message_t){.payload = value, .len = size};
        const int taken = rd_kafka_produce_batch(topic, 0, 0, messages, wanted);
        sent += taken;
        if (taken == wanted)
            continue;
        for (int i = 0; i < wanted; i++)
            if (messages[i].err && messages[i].err != RD_KAFKA_RESP_ERR__QUEUE_FULL)
                fail("produce", rd_kafka_err2str(messages[i].err));
        rd_kafka_poll(client, 1);
    }
    if (rd_kafka_flush(client, 120000) != RD_KAFKA_RESP_ERR_NO_ERROR)
        fail("flush", "not all was acknowledged within two minutes");
    const double seconds = now_s() - start;
    if (failed)
        fail("produce", "some messages were not delivered");
    printf("%.0f\n", (double)count / seconds);

    rd_kafka_topic_destroy(topic);
    rd_kafka_destroy(client);
    free(value);
    return 0;
}
