#include "widgets/panes/local_broker/client_snippets.h"

#include <QCoreApplication>

namespace widgets {

QVector<ClientSnippet> clientSnippets(const QString& bootstrap, const QString& topic) {
    const auto text = [](const char* source) { return QCoreApplication::translate("snippets", source); };
    return {
        {QStringLiteral("kcat"),
         QStringLiteral("# %3\nkcat -b %1 -C -t %2 -o -10\n\n# %4\nkcat -b %1 -P -t %2 -K :\n\n# %5\nkcat -b "
                        "%1 -G my-group %2")
             .arg(bootstrap, topic, text("read the last ten and go on"),
                  text("write what you type, as key:value"), text("read as a member of a group"))},
        {QStringLiteral("Java"), QStringLiteral("bootstrap.servers=%1\nsecurity.protocol=PLAINTEXT\n\n# "
                                                "%3\nkafka-console-consumer.sh --bootstrap-server %1 \\\n"
                                                "  --topic %2 --from-beginning\nkafka-console-producer.sh "
                                                "--bootstrap-server %1 \\\n  --topic %2")
                                     .arg(bootstrap, topic, text("with Kafka's own tools"))},
        {QStringLiteral("Python"),
         QStringLiteral("from kafka import KafkaProducer, KafkaConsumer\n\nproducer = KafkaProducer(\n    "
                        "bootstrap_servers=\"%1\")\n"
                        "producer.send(\"%2\", b\"hello\")\nproducer.flush()\n\nfor record in "
                        "KafkaConsumer(\n        \"%2\", bootstrap_servers=\"%1\",\n"
                        "        auto_offset_reset=\"earliest\"):\n    print(record.value)")
             .arg(bootstrap, topic)},
        {QStringLiteral("librdkafka"),
         QStringLiteral("bootstrap.servers=%1\n# %2\npartitioner=murmur2_random")
             .arg(bootstrap, text("keys go where Java and Python put them"))},
    };
}

} // namespace widgets
