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

    QString freshTopic() {
        m_options.bootstrap = m_under.bootstrap();
        const std::string topic = ClusterUnderTest::fresh("typed");
        const std::vector<client::NewTopic> topics{{.name = topic, .partitions = 1, .configs = {}}};
        if (const auto made = (*client::connect(m_options))->createTopics(topics);
            !made || made->front().error)
            qFatal("no topic");
        return QString::fromStdString(topic);
    }
    DraftSent send(const ProduceDraft& draft) {
        return sendDraft(m_options, m_reaper, draft, {}, [](const workload::SendProgress&) {}, {});
    }

private slots:
    void aTypedTemplateIsReadRecordByRecord() {
        ProduceDraft draft{.topic = freshTopic(),
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

    void aHeaderInHexIsNoTemplate() {
        const ProduceDraft draft{.topic = freshTopic(),
                                 .value = "v",
                                 .headers = {{"a{{n}}", "{{n}}", PayloadKind::Hex}, {"b{{n}}", "{{n}}"}}};
        const auto sent = send(draft);
        QVERIFY(!sent.result.error);
        QCOMPARE(sent.result.progress.bytes, 1 + (2 + 5) + (2 + 1));
    }
};

QTEST_GUILESS_MAIN(ProduceJobTest)
#include "produce_job_test.moc"
