#include <algorithm>

#include <QLabel>
#include <QLineEdit>

#include "models/formats.h"
#include "support/window_bench.h"
#include "widgets/common/controls.h"
#include "widgets/common/table_view.h"
#include "widgets/prompts/object_picker.h"

using support::WindowBench;

/// The size of a log that nobody leads any more, wherever it is told.
class OldSizesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;
    static constexpr qint64 bytes = 61'400'000'000; // of "orders"

    /// The sample, in which the sizes of these topics cannot be read any more.
    void publish(const QStringList& older, const QStringList& unknown = {}) {
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        const session::Reason why(QStringLiteral("No broker leads this partition now."));
        for (auto& topic : sample.topics) {
            auto row = *topic;
            if (unknown.contains(row.name))
                row.size.reset();
            if (older.contains(row.name) || unknown.contains(row.name))
                row.size.fail(why);
            topic = std::make_shared<const session::TopicRow>(row);
        }
        m_bench->fake().data().publish(sample);
    }
    static bool stands(const QWidget& in, const QString& words) {
        return std::ranges::any_of(in.findChildren<QLabel*>(), [&](const auto* each) {
            return each->isVisible() && each->text().contains(words);
        });
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void theFootOfTheTopicsSaysSo() {
        m_bench->open("topics");
        m_bench->see<QLineEdit>("topicFilter")->setText(QStringLiteral("orders")); // and orders.dlq
        const auto* counts = m_bench->see<QLabel>("topicCounts");
        const QString both = models::formatBytes(bytes + 3'100'000), one = models::formatBytes(bytes);
        publish({"orders"});
        QTRY_VERIFY2(counts->text().endsWith(both + " in logs, some as last read"),
                     qPrintable(counts->text()));
        publish({"orders"}, {"orders.dlq"});
        QTRY_VERIFY2(counts->text().endsWith("at least " + one + " in logs, some as last read"),
                     qPrintable(counts->text()));
        m_bench->see<widgets::TableView>("topicTable")->selectAll();
        QTRY_VERIFY2(counts->text().endsWith("at least " + one + ", some as last read"),
                     qPrintable(counts->text()));
        publish({});
        QTRY_VERIFY2(counts->text().endsWith(", " + both), qPrintable(counts->text()));
    }

    void theHeadOfTheTopicSaysSo() {
        m_bench->open("topic", "orders");
        const QString size = models::formatBytes(bytes);
        QTRY_VERIFY(stands(*m_bench->window->currentPane(), size));
        QVERIFY(!stands(*m_bench->window->currentPane(), size + " as last read"));
        publish({"orders"});
        QTRY_VERIFY(stands(*m_bench->window->currentPane(), size + " as last read"));
    }

    void thePaletteSaysSo() {
        publish({"orders"});
        const auto& cluster = *m_bench->cluster;
        const QString aside =
            widgets::object_picker::rowOf(cluster.data(), cluster.connection(),
                                          {models::FindKind::Topic, "orders", {}, cluster.id(), "orders"})
                .aside;
        QVERIFY2(aside.endsWith(models::formatBytes(bytes) + " as last read"), qPrintable(aside));
    }
};

QTEST_MAIN(OldSizesTest)
#include "old_sizes_test.moc"
