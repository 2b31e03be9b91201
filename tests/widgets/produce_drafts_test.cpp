#include <algorithm>

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>

#include "support/window_bench.h"
#include "widgets/prompts/payload_field.h"

using support::WindowBench;
using widgets::PayloadField;

/// Forms of Produce that are kept by a name.
class ProduceDraftsWidgetTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    QMenu* menu() {
        auto* found = m_bench->see<QPushButton>("produceDrafts")->menu();
        emit found->aboutToShow();
        return found;
    }
    /// The dialog that asks for the name.
    QWidget* keepThis() {
        menu()->actions().first()->trigger();
        return QApplication::activeModalWidget();
    }
    void keepAs(const QString& name) {
        const QPointer<QWidget> asking = keepThis();
        auto* field = asking->findChild<QLineEdit*>("draftNameField");
        field->setText(name);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!asking);
    }
    bool isKept(const QString& name) {
        const auto actions = menu()->actions();
        return std::ranges::any_of(actions, [&](const QAction* one) { return one->text().startsWith(name); });
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("topic", "orders");
        m_bench->click("produceHere");
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    void cleanup() {
        delete QApplication::activeModalWidget();
        m_bench.reset();
    }

    void bytesThatNoTextStandsForAreNotKeptAsNothing() {
        m_bench->see<PayloadField>("produceValue")->setBytes(QByteArray(300 * 1024, 'x'));
        keepAs("big");
        QVERIFY(!isKept("big"));
        const QString told = m_bench->see("produceDrafts")->toolTip();
        QVERIFY2(told.contains("256 KiB"), qPrintable(told));
        m_bench->see<PayloadField>("produceValue")->setBytes("small");
        keepAs("small");
        QVERIFY(isKept("small"));
    }

    void aNameThatIsTakenIsToldBeforeItsDraftIsReplaced() {
        m_bench->type("produceValueText", "first");
        keepAs("orders");
        auto* asking = keepThis();
        auto* name = asking->findChild<QLineEdit*>("draftNameField");
        const auto warned = [asking] {
            const auto labels = asking->findChildren<QLabel*>();
            return std::ranges::any_of(labels, [](const QLabel* one) {
                return one->isVisible() && one->text().contains("takes the place");
            });
        };
        QCOMPARE(name->text(), QString("orders"));
        QVERIFY(warned());
        const auto placeOfKeep = [asking] {
            QCoreApplication::sendPostedEvents();
            return asking->findChild<QWidget*>("actButton")->mapTo(asking, QPoint());
        };
        const QPoint place = placeOfKeep();
        name->setText("orders of late");
        QVERIFY(!warned());
        QCOMPARE(placeOfKeep(), place);
        name->setText(" orders ");
        QVERIFY(warned());
        QTest::keyClick(asking, Qt::Key_Escape);
    }

    void escKeepsThemAsItKeepsWhatWasTyped() {
        m_bench->see<PayloadField>("produceValue")->setBytes(QByteArray(300 * 1024, 'x'));
        const QPointer<QWidget> form = QApplication::activeModalWidget();
        QTest::keyClick(form, Qt::Key_Escape);
        QVERIFY(form && form->isVisible());
        QTest::keyClick(form, Qt::Key_Escape);
        QTRY_VERIFY(!form);
    }
};

QTEST_MAIN(ProduceDraftsWidgetTest)
#include "produce_drafts_test.moc"
