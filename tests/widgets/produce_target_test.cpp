#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include "session/payloads.h"
#include "session/records/key_partition.h"
#include "support/window_bench.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
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
};

QTEST_MAIN(ProduceTargetTest)
#include "produce_target_test.moc"
