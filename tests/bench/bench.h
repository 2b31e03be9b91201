#pragma once

/* What the load programs share. Any failure ends the program: a figure that is not whole is worth nothing. */

#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/** Seconds on a clock that never jumps. */
static inline double now_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline void fail(const char* what, const char* why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

/** A positive count from the command line. */
static inline long count_of(const char* text) {
    char* end;
    const long value = strtol(text, &end, 10);
    if (*end || value <= 0)
        fail(text, "is not a count");
    return value;
}

/** A client of this kind with `settings`: names and values in turn, ended by NULL. */
static inline rd_kafka_t* make_client(rd_kafka_type_t kind, const char* bootstrap,
                                      const char* const* settings) {
    char error[512];
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    if (rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap, error, sizeof error) != RD_KAFKA_CONF_OK)
        fail(bootstrap, error);
    for (; *settings; settings += 2)
        if (rd_kafka_conf_set(conf, settings[0], settings[1], error, sizeof error) != RD_KAFKA_CONF_OK)
            fail(settings[0], error);
    rd_kafka_t* client = rd_kafka_new(kind, conf, error, sizeof error);
    if (!client)
        fail("client", error);
    return client;
}

/** Waits until the broker knows the topic and the client is connected, so that neither is in the figure. */
static inline rd_kafka_topic_t* open_topic(rd_kafka_t* client, const char* name) {
    rd_kafka_topic_t* topic = rd_kafka_topic_new(client, name, NULL);
    for (int tries = 0; tries < 100; tries++) {
        const struct rd_kafka_metadata* metadata;
        if (rd_kafka_metadata(client, 0, topic, &metadata, 10000) == RD_KAFKA_RESP_ERR_NO_ERROR) {
            const int ready = metadata->topic_cnt == 1 && metadata->topics[0].partition_cnt > 0;
            rd_kafka_metadata_destroy(metadata);
            if (ready)
                return topic;
        }
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    fail(name, "no such topic after 5 s");
    return NULL;
}
