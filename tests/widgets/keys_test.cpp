#include <QAction>
#include <QApplication>
#include <QTest>

#include "support/messages_page.h"
#include "widgets/window/keys.h"

/// The keys that Help lists.
class KeysTest : public QObject, support::MessagesPage {
    Q_OBJECT
private slots:
    void init() { m_bench = std::make_unique<support::WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void thoseInTheMenuOfARecordAreListedByTheSameName() {
        open();
        QStringList listed;
        for (const auto& line : widgets::keysOfPages())
            listed += line.keys;
        int bound = 0;
        for (const QAction* action : m_bench->window->currentPane()->findChildren<QAction*>()) {
            const QString key = action->shortcut().toString(QKeySequence::NativeText);
            bound += key.isEmpty() ? 0 : 1;
            QVERIFY2(key.isEmpty() || listed.contains(key), qPrintable(action->text() + ": " + key));
        }
        QVERIFY(bound >= 5);
        QVERIFY(listed.contains("Ctrl+Shift+C"));
    }

    void theirListFitsASmallScreen() {
        QTest::keyClick(m_bench->window.get(), Qt::Key_F1);
        QTRY_VERIFY(QApplication::activeModalWidget());
        const int height = QApplication::activeModalWidget()->height();
        QVERIFY2(height <= 720, qPrintable(QString::number(height)));
    }
};

QTEST_MAIN(KeysTest)
#include "keys_test.moc"
