/* bench_topics BOOTSTRAP COUNT: creates COUNT topics in requests of 1 000, lists them all, and prints how
 * many milliseconds each took. */

#include "bench.h"

enum { at_once = 1000 };

static void create(rd_kafka_t* client, rd_kafka_queue_t* queue, long first, long end) {
    rd_kafka_NewTopic_t* topics[at_once];
    size_t count = 0;
    for (long i = first; i < end; i++) {
        char name[32], error[256];
        snprintf(name, sizeof name, "topic-%05ld", i);
        topics[count] = rd_kafka_NewTopic_new(name, 1, 1, error, sizeof error);
        if (!topics[count++])
            fail(name, error);
    }
    rd_kafka_AdminOptions_t* options = rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_CREATETOPICS);
    char error[256];
    rd_kafka_AdminOptions_set_request_timeout(options, 120000, error, sizeof error);
    rd_kafka_CreateTopics(client, topics, count, options, queue);
    rd_kafka_event_t* event = rd_kafka_queue_poll(queue, 130000);
    if (!event || rd_kafka_event_error(event))
        fail("create", event ? rd_kafka_event_error_string(event) : "no answer");
    size_t answered;
    const rd_kafka_topic_result_t** results =
        rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &answered);
    for (size_t i = 0; i < answered; i++)
        if (rd_kafka_topic_result_error(results[i]))
            fail(rd_kafka_topic_result_name(results[i]), rd_kafka_topic_result_error_string(results[i]));
    rd_kafka_event_destroy(event);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_NewTopic_destroy_array(topics, count);
}

int main(int argc, char** argv) {
    if (argc != 3)
        fail("usage", "bench_topics BOOTSTRAP COUNT");
    const long count = count_of(argv[2]);
    const char* const settings[] = {NULL};
    rd_kafka_t* client = make_client(RD_KAFKA_PRODUCER, argv[1], settings);
    const struct rd_kafka_metadata* metadata;
    if (rd_kafka_metadata(client, 1, NULL, &metadata, 30000))
        fail(argv[1], "no metadata");
    rd_kafka_metadata_destroy(metadata);

    rd_kafka_queue_t* queue = rd_kafka_queue_new(client);
    double start = now_s();
    for (long i = 0; i < count; i += at_once)
        create(client, queue, i, i + at_once < count ? i + at_once : count);
    const double created = now_s() - start;

    start = now_s();
    if (rd_kafka_metadata(client, 1, NULL, &metadata, 30000))
        fail("list", "no metadata");
    const double listed = now_s() - start;
    if (metadata->topic_cnt < count)
        fail("list", "not all topics are there");
    rd_kafka_metadata_destroy(metadata);
    printf("%.1f %.1f\n", created * 1e3, listed * 1e3);

    rd_kafka_queue_destroy(queue);
    rd_kafka_destroy(client);
    return 0;
}
