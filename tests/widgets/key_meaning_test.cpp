#include <QLineEdit>

#include "support/messages_page.h"
#include "widgets/panes/topic/record_view.h"

using session::PayloadSide;
using support::WindowBench;

/// What "Key is" means as it becomes known what a topic's keys are.
class KeyMeaningTest : public QObject, support::MessagesPage {
    Q_OBJECT

    /// In a panel, which is a window of its own.
    QLineEdit* key() { return m_bench->window->findChild<QLineEdit*>("findKey"); }
    void run() { QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return); }
    void findNothing() {
        emit browser()->rowsAboutToReset();
        fake().rows.clear();
        emit browser()->rowsReset();
        emit browser()->stateChanged();
    }
    void chooseKind(const char* kind) {
        auto* view = m_bench->window->findChild<widgets::RecordView*>();
        emit view->kindRequested(PayloadSide::Key, QString::fromLatin1(kind));
    }
    /// Too few to be told for numbers: they are shown in hex.
    static std::vector<session::RecordRow> twoKeys() {
        std::vector<session::RecordRow> rows{support::record(0, "v"), support::record(1, "v")};
        for (auto& row : rows) {
            row.key = QByteArray::fromHex("01312d00");
            row.keySize = row.key->size();
        }
        return rows;
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void whatFoundNothingIsReadAsTheKindChosenByHand() {
        const auto rows = twoKeys();
        open(rows);
        QTRY_VERIFY2(key()->placeholderText().startsWith("any key; "), qPrintable(key()->placeholderText()));
        QVERIFY2(!key()->placeholderText().contains("int32"), qPrintable(key()->placeholderText()));
        m_bench->click("filterWhere");
        key()->setText("20000000");
        run();
        QVERIFY(fake().asked.key && fake().asked.key != rows[0].key);
        findNothing();
        QVERIFY(!isSeen("filterHint"));
        chooseKind("int32");
        QVERIFY2(isSeen("filterHint"), "what was asked for is not what the field says by now");
        run();
        QCOMPARE(fake().asked.key, rows[0].key);
        chooseKind("hex"); // that found some
        run();
        QCOMPARE(fake().asked.key, rows[0].key);
    }

    void whatIsTypedButNotAskedYetIsReadSoToo() {
        const auto rows = twoKeys();
        open(rows);
        QTRY_VERIFY(key()->placeholderText().startsWith("any key; "));
        m_bench->click("filterWhere");
        key()->setText("20000000");
        chooseKind("int32");
        run();
        QCOMPARE(fake().asked.key, rows[0].key);
    }
};

QTEST_MAIN(KeyMeaningTest)
#include "key_meaning_test.moc"
