#include <QLineEdit>
#include <QListView>

#include "support/window_bench.h"
#include "widgets/window/palette.h"
#include "widgets/window/pane_window.h"

using support::WindowBench;
using widgets::PageKind;
using widgets::Palette;

class PaletteTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    Palette* open() {
        QTest::keyClick(m_bench->window.get(), Qt::Key_K, Qt::ControlModifier);
        return m_bench->window->findChild<Palette*>();
    }
    QLineEdit* field() { return m_bench->window->findChild<QLineEdit*>("paletteField"); }
    QStringList rows() {
        QStringList result;
        const auto* model = m_bench->window->findChild<QListView*>("paletteList")->model();
        for (int i = 0; i < model->rowCount(); ++i)
            result << model->index(i, 0).data().toString();
        return result;
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void typingAndEnterGoToATopic() {
        QVERIFY(open());
        QTest::keyClicks(field(), "orders.d");
        QCOMPARE(rows().mid(0, 2), QStringList({"Topics", "orders.dlq"}));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(m_bench->window->currentPane()->key().object, QString("orders.dlq"));
        QTRY_VERIFY(!m_bench->window->findChild<Palette*>());
    }

    void arrowsPassTheHeadings() {
        open();
        QTest::keyClicks(field(), "billing");
        const QStringList found = rows();
        QVERIFY(found.contains("Groups"));
        QTest::keyClicks(field(), "");
        auto* list = m_bench->window->findChild<QListView*>("paletteList");
        for (int i = 0; i < 30; ++i) {
            QVERIFY(list->currentIndex().flags() & Qt::ItemIsSelectable);
            QTest::keyClick(field(), Qt::Key_Down);
        }
    }

    void aClickGoesThereToo() {
        open();
        QTest::keyClicks(field(), "@billing");
        auto* list = m_bench->window->findChild<QListView*>("paletteList");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QTRY_COMPARE(m_bench->window->currentPane()->key().kind, PageKind::Group);
    }

    void actsAreDoneFromHere() {
        m_bench->open("topic", "orders");
        open();
        QTest::keyClicks(field(), ">delete topics");
        QVERIFY2(rows().contains("Delete topics: orders"), qPrintable(rows().join('|')));
        m_bench->prompts.agrees = false;
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(m_bench->prompts.asked.title, QString("Delete orders?"));
    }

    void whatWasOpenedFromHereIsRecent() {
        open();
        QTest::keyClicks(field(), "page-views");
        QTest::keyClick(field(), Qt::Key_Return);
        m_bench->openWindow();
        open();
        const QStringList all = rows();
        QCOMPARE(all.mid(all.indexOf("Recent"), 2), QStringList({"Recent", "page-views"}));
    }

    void ctrlEnterOpensAWindow() {
        open();
        QTest::keyClicks(field(), "orders");
        QTest::keyClick(field(), Qt::Key_Return, Qt::ControlModifier);
        const auto windows = [] {
            int count = 0;
            for (QWidget* widget : QApplication::topLevelWidgets())
                count += qobject_cast<widgets::PaneWindow*>(widget) && widget->isVisible() ? 1 : 0;
            return count;
        };
        QTRY_COMPARE(windows(), 1);
    }

    void theToolBarOpensIt() {
        m_bench->click("searchDoor");
        QVERIFY(m_bench->window->findChild<Palette*>());
        QTest::keyClick(field(), Qt::Key_Escape);
        QTRY_VERIFY(!m_bench->window->findChild<Palette*>());
    }
};

QTEST_MAIN(PaletteTest)
#include "palette_test.moc"
