#include <QTest>

#include "client/cluster.h"
#include "session/records/produce_job.h"
#include "support/cluster_under_test.h"

using namespace session;
using support::ClusterUnderTest;

/// What Produce sends, on a broker that serves.
class ProduceJobTest : public QObject {
    Q_OBJECT

    ClusterUnderTest m_under;
    client::ConnectOptions m_options;
    client::Reaper m_reaper;

    DraftSent send(const ProduceDraft& draft) {
        return sendDraft(m_options, m_reaper, draft, {}, [](const workload::SendProgress&) {}, {});
    }

private slots:
    void aTypedTemplateIsReadRecordByRecord() {
        m_options.bootstrap = m_under.bootstrap();
        const std::string topic = ClusterUnderTest::fresh("typed");
        const auto cluster = *client::connect(m_options);
        const std::vector<client::NewTopic> topics{{.name = topic, .partitions = 1, .configs = {}}};
        QVERIFY(!cluster->createTopics(topics).value().front().error);
        ProduceDraft draft{.topic = QString::fromStdString(topic),
                           .key = "{{n}}",
                           .value = "{{uuid}}",
                           .keyKind = PayloadKind::Int8,
                           .valueKind = PayloadKind::Uuid,
                           .repeat = 127};
        const auto whole = send(draft);
        QVERIFY(!whole.result.error);
        QCOMPARE(whole.result.progress.sent, 127);
        QCOMPARE(whole.result.progress.bytes, 127 * (1 + 16));
        draft.repeat = 130;
        const auto part = send(draft);
        QVERIFY(part.result.error);
        QVERIFY2(part.result.error->cause.starts_with("Record 128: its key 128 does not fit"),
                 part.result.error->cause.c_str());
        QCOMPARE(part.result.progress.sent, 127);
        QCOMPARE(part.rest.next, 128);
    }
};

QTEST_GUILESS_MAIN(ProduceJobTest)
#include "produce_job_test.moc"
