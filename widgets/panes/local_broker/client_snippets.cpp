#include "widgets/panes/local_broker/client_snippets.h"

#include <QCoreApplication>

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(snippets)
};

} // namespace

QVector<ClientSnippet> clientSnippets(const QString& bootstrap, const QString& topic) {
    return {
        {QStringLiteral("kcat"),
         QStringLiteral("# %3\nkcat -b %1 -C -t %2 -o -10\n\n# %4\nkcat -b %1 -P -t %2 -K :\n\n# %5\nkcat -b "
                        "%1 -G my-group %2")
             .arg(bootstrap, topic, Words::tr("read the last ten and go on"),
                  Words::tr("write what you type, as key:value"), Words::tr("read as a member of a group"))},
        {QStringLiteral("Java"), QStringLiteral("bootstrap.servers=%1\nsecurity.protocol=PLAINTEXT\n\n# "
                                                "%3\nkafka-console-consumer.sh --bootstrap-server %1 \\\n"
                                                "  --topic %2 --from-beginning\nkafka-console-producer.sh "
                                                "--bootstrap-server %1 \\\n  --topic %2")
                                     .arg(bootstrap, topic, Words::tr("with Kafka's own tools"))},
        {QStringLiteral("Python"),
         QStringLiteral("from kafka import KafkaProducer, KafkaConsumer\n\nproducer = KafkaProducer(\n    "
                        "bootstrap_servers=\"%1\")\n"
                        "producer.send(\"%2\", b\"hello\")\nproducer.flush()\n\nfor record in "
                        "KafkaConsumer(\n        \"%2\", bootstrap_servers=\"%1\",\n"
                        "        auto_offset_reset=\"earliest\"):\n    print(record.value)")
             .arg(bootstrap, topic)},
        {QStringLiteral("librdkafka"),
         QStringLiteral("bootstrap.servers=%1\n# %2\npartitioner=murmur2_random")
             .arg(bootstrap, Words::tr("keys go where Java and Python put them"))},
    };
}

} // namespace widgets
