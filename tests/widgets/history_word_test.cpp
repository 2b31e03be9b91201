#include "support/window_bench.h"
#include "widgets/common/message_bar.h"

using support::WindowBench;

/// What the Overview says of the history that is kept.
class HistoryWordTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;
    const QString m_full = QStringLiteral("The history is not kept: disk is full.");

    void say(const QString& word) {
        m_bench->fake().series().said = word;
        emit m_bench->fake().series().changed();
    }
    widgets::MessageBar* bar() const {
        return m_bench->window->currentPane()->findChild<widgets::MessageBar*>(QStringLiteral("pageBar"));
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("overview");
    }
    void cleanup() { m_bench.reset(); }

    void whatKeptItFromBeingWrittenGoesOnceItIs() {
        say(m_full);
        QVERIFY(bar()->isVisible());
        QCOMPARE(bar()->accessibleName(), m_full);
        say({});
        QVERIFY(!bar()->isVisible());
    }

    void whatWasSaidSinceStays() {
        say(m_full);
        bar()->sayDone("Saved.");
        say({});
        QVERIFY(bar()->isVisible());
        QCOMPARE(bar()->accessibleName(), QString("Saved."));
    }

    void whoClosedItHasReadIt() {
        say(m_full);
        bar()->hide();
        say(m_full);
        QVERIFY(!bar()->isVisible());
    }
};

QTEST_MAIN(HistoryWordTest)
#include "history_word_test.moc"
