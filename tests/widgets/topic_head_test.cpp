#include "models/formats.h"
#include "support/window_bench.h"
#include "widgets/common/controls.h"

using support::WindowBench;

/// What a topic's page says of it above its tabs.
class TopicHeadTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    QString head(const QString& cleanup, qint64 keptMs, session::Reading<qint64> keptBytes) {
        auto snapshot = *m_bench->cluster->data().snapshot();
        for (auto& topic : snapshot.topics)
            if (topic->name == QLatin1String("orders")) {
                auto row = *topic;
                row.cleanup = cleanup;
                row.retentionMs = keptMs;
                row.retentionBytes = keptBytes;
                topic = std::make_shared<const session::TopicRow>(row);
            }
        m_bench->fake().data().publish(snapshot);
        return head();
    }
    QString head() {
        const auto* facts = m_bench->window->currentPane()->findChild<widgets::FactLine*>();
        return facts->text() + facts->toolTip();
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("topic", "orders");
    }
    void cleanup() { m_bench.reset(); }

    void whatIsCutBySizeIsNotKeptForEver() {
        const auto told = [this](qint64 ms, session::Reading<qint64> bytes) {
            return head("delete", ms, bytes);
        };
        const QString size = models::formatBytes(1'048'576), week = models::formatRetention(604'800'000);
        QVERIFY2(told(-1, -1).contains("kept for ever"), qPrintable(told(-1, -1)));
        QVERIFY(told(-1, 1'048'576).contains("kept at most " + size + " a partition"));
        QVERIFY(told(604'800'000, 1'048'576).contains("kept " + week + ", at most " + size + " a partition"));
        QVERIFY(!told(-1, {}).contains("kept"));
    }

    void aRateIsNotToldOfBeforeTheConnectionWasLost() {
        QVERIFY(head("delete", -1, -1).contains("msg/s in"));
        m_bench->fake().connection().become(session::ConnectionState::Lost);
        QVERIFY2(!head().contains("msg/s in"), qPrintable(head()));
        QVERIFY(head().contains("message"));
    }

    void whatHasNoPolicyIsKeptForEver() {
        const QString compacted = head("compact", 604'800'000, 1'048'576);
        QVERIFY2(compacted.contains("kept until compacted"), qPrintable(compacted));
        const QString none = head("", 604'800'000, 1'048'576);
        QVERIFY2(none.contains("kept for ever"), qPrintable(none));
    }
};

QTEST_MAIN(TopicHeadTest)
#include "topic_head_test.moc"
