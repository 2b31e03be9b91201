#include <QAbstractItemModelTester>
#include <QTest>

#include "models/partition_model.h"

using namespace Qt::StringLiterals;

namespace {

QString textOf(const models::LiveTable& model, int row, int column) {
    return model.index(row, column).data().toString();
}

} // namespace

class PartitionModelTest : public QObject {
    Q_OBJECT
private slots:
    void partitionsNameWhatIsMissing() {
        models::PartitionModel model;
        QAbstractItemModelTester tester(&model);
        session::TopicRow row;
        session::PartitionRow whole, lacking;
        whole.id = 0;
        whole.leader = 1;
        whole.replicas = whole.inSyncReplicas = {1, 2};
        whole.size = 300;
        lacking = whole;
        lacking.id = 1;
        lacking.leader = std::nullopt;
        lacking.inSyncReplicas = {2};
        lacking.size = 100;
        row.partitionRows = {whole, lacking};
        model.show(&row);
        QCOMPARE(textOf(model, 0, model.columnOf("isr")), u"1, 2"_s);
        QCOMPARE(textOf(model, 1, model.columnOf("isr")), u"2 without 1"_s);
        QCOMPARE(textOf(model, 1, model.columnOf("leader")), u"none"_s);
        QCOMPARE(textOf(model, 0, model.columnOf("share")), u"75.0 %"_s);
        row.partitionRows[1].adding = {1}; // it is on its way
        QVERIFY(lacking.isUnderReplicated() && !row.partitionRows[1].isUnderReplicated());
        model.show(&row);
        QCOMPARE(textOf(model, 1, model.columnOf("isr")), u"2, adding 1"_s);
        QCOMPARE(model.index(1, model.columnOf("isr")).data(models::ShapeRole).toInt(),
                 int(models::Shape::None));
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(PartitionModelTest)
#include "partition_model_test.moc"
