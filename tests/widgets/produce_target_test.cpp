#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

#include "session/payloads.h"
#include "session/records/key_partition.h"
#include "support/window_bench.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/prompts/header_rows.h"
#include "widgets/prompts/payload_field.h"

using session::PayloadKind;
using support::WindowBench;
using widgets::Badge;
using widgets::PayloadField;

/// The partition that Produce tells before it sends.
class ProduceTargetTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    QWidget* dialog() { return QApplication::activeModalWidget(); }
    PayloadField* key() { return m_bench->see<PayloadField>("produceKey"); }
    QString told() {
        for (const auto* badge : dialog()->findChildren<Badge*>())
            if (badge->isVisible() && badge->accessibleName().startsWith("partition"))
                return badge->accessibleName();
        return {};
    }
    void setPartitions(int count) {
        auto fresh = *m_bench->fake().data().snapshot();
        for (auto& row : fresh.topics)
            if (row->name == "orders") {
                auto other = *row;
                other.partitions = count;
                row = std::make_shared<const session::TopicRow>(other);
            }
        m_bench->fake().data().publish(std::move(fresh));
    }
    static QString partitionOf(const char* bytes, int count) {
        return QString("partition %1").arg(*session::partitionFor(QByteArray(bytes), count));
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("topic", "orders");
        m_bench->click("produceHere");
        QTRY_VERIFY(dialog());
    }
    void cleanup() {
        delete dialog();
        m_bench.reset();
    }

    void itFollowsPartitionsThatAreAdded() {
        key()->set(PayloadKind::Text, "cus-4");
        QVERIFY(partitionOf("cus-4", 12) != partitionOf("cus-4", 17));
        QCOMPARE(told(), partitionOf("cus-4", 12));
        setPartitions(17);
        QCOMPARE(told(), partitionOf("cus-4", 17));
        QVERIFY(m_bench->see<QLabel>("produceTarget")->text().contains("of 17"));
        QCOMPARE(m_bench->see<QComboBox>("producePartition")->count(), 18);
    }

    void theChosenOneStaysWhenOthersAreAdded() {
        auto* choice = m_bench->see<QComboBox>("producePartition");
        choice->setCurrentIndex(6);
        setPartitions(17);
        QCOMPARE(choice->currentData().toInt(), 5);
        QCOMPARE(told(), QString("partition 5"));
    }

    void theChosenOneStaysWhileTheTopicIsTyped() {
        auto* choice = m_bench->see<QComboBox>("producePartition");
        auto* topic = m_bench->see<QComboBox>("produceTopic");
        choice->setFocus();
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(choice->currentData().toInt(), 5);
        topic->lineEdit()->setFocus();
        topic->lineEdit()->selectAll();
        QTest::keyClicks(topic->lineEdit(), "order");
        QCOMPARE(choice->currentData().toInt(), -1);
        QTest::keyClicks(topic->lineEdit(), "s");
        QCOMPARE(choice->currentData().toInt(), 5);
        QCOMPARE(told(), QString("partition 5"));
        // One that is chosen by hand counts, also where it is shown already.
        setPartitions(3);
        QCOMPARE(choice->currentData().toInt(), -1);
        emit choice->activated(0);
        setPartitions(12);
        QCOMPARE(choice->currentData().toInt(), -1);
    }

    void whatWentElsewhereIsReadBeforeTheFormCloses() {
        key()->set(PayloadKind::Text, "cus-4");
        const int before = *session::partitionFor(QByteArray("cus-4"), 12);
        QVERIFY(!m_bench->see<QAbstractButton>("keepOpen")->isChecked());
        m_bench->fake().records().arrives = {{14, 7, 7}};
        m_bench->click("actButton");
        QPointer<QWidget> form = dialog();
        const auto* bar = form->findChild<widgets::MessageBar*>("dialogBar");
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->accessibleName().contains(QString("partition 14, not %1").arg(before)),
                 qPrintable(bar->accessibleName()));
        QVERIFY(form->isVisible());
        m_bench->fake().records().arrives = {{before, 8, 8}};
        m_bench->click("actButton");
        QTRY_VERIFY(!form || !form->isVisible());
    }

    void whatWentElsewhereIsTold() {
        m_bench->see<QAbstractButton>("keepOpen")->setChecked(true);
        key()->set(PayloadKind::Text, "cus-4");
        const int before = *session::partitionFor(QByteArray("cus-4"), 12);
        m_bench->fake().records().arrives = {{14, 7, 7}};
        const int asked = m_bench->fake().data().refreshes;
        m_bench->click("actButton");
        const auto* bar = dialog()->findChild<widgets::MessageBar*>("dialogBar");
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->accessibleName().contains(QString("partition 14, not %1").arg(before)),
                 qPrintable(bar->accessibleName()));
        QVERIFY(m_bench->fake().data().refreshes > asked);
        m_bench->fake().records().arrives = {{before, 8, 8}};
        m_bench->click("actButton");
        QTRY_VERIFY(!bar->isVisible());
    }

    void theWidthDoesNotDependOnWhatIsTyped() {
        QTRY_VERIFY(dialog()->isVisible());
        QCoreApplication::sendPostedEvents();
        const int width = dialog()->width();
        const auto same = [&](const char* what) {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::sendPostedEvents();
            if (dialog()->width() == width)
                return true;
            qWarning("%s: %d, was %d", what, dialog()->width(), width);
            return false;
        };
        const QString many(400, QLatin1Char('w'));
        for (int kind = 0; kind <= int(PayloadKind::Uuid); ++kind) {
            key()->set(PayloadKind(kind), "x{{n}}" + many);
            QVERIFY2(same("a key that does not read"), qPrintable(QString::number(kind)));
            key()->set(PayloadKind(kind), "12");
            QVERIFY2(same("a key that may"), qPrintable(QString::number(kind)));
        }
        key()->set(PayloadKind::Text, "{{" + many.left(40) + "}}"); // longer is no name
        QVERIFY(same("no placeholder"));
        key()->set(PayloadKind::Text, "k");
        QVERIFY(same("a key"));
        m_bench->see<PayloadField>("produceValue")->set(PayloadKind::Text, many + "{{random 1 100}}" + many);
        QVERIFY(same("a value"));
        for (const char* times : {"0", "7", "250", "10000000", "99999999"}) {
            m_bench->type("produceRepeat", times);
            QVERIFY2(same("times"), times);
        }
        m_bench->type("produceRate", "1");
        QVERIFY(same("a rate"));
        m_bench->see<widgets::Segmented>("produceWhen")->setCurrent(1);
        QVERIFY(same("a time"));
        m_bench->type("produceTime", "no time at all");
        QVERIFY(same("a time that does not read"));
        m_bench->see<QComboBox>("produceTopic")->setCurrentText("nowhere");
        QVERIFY(same("a topic that is not there"));
        m_bench->see<QComboBox>("produceTopic")->setCurrentText({});
        QVERIFY(same("no topic"));
        m_bench->see<QComboBox>("produceTopic")->setCurrentText("orders");
        dialog()->findChild<widgets::HeaderRows*>()->set({{many, "a"}, {many, "b"}});
        QVERIFY(same("headers of one name"));
        m_bench->see<QAbstractButton>("keepOpen")->setChecked(true);
        m_bench->type("produceTime", "1970-01-01");
        QVERIFY(!m_bench->see("actButton")->isEnabled()); // it would be sent with the time of now
        m_bench->see<widgets::Segmented>("produceWhen")->setCurrent(0);
        m_bench->type("produceRepeat", "1");
        m_bench->fake().records().arrives = {{11, 1'000'000'000'000, 9'000'000'000'000}};
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().records().produced.size(), 1);
        QVERIFY(same("where it went"));
    }
};

QTEST_MAIN(ProduceTargetTest)
#include "produce_target_test.moc"
