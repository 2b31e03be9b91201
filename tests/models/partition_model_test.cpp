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
        const auto tip = model.index(0, model.columnOf("isr")).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("may lack newer ones"_L1), qPrintable(tip));
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

    void aShareIsOfASizeThatIsKnown() {
        models::PartitionModel model;
        session::TopicRow row;
        row.partitionRows.resize(2);
        row.partitionRows[1].id = 1;
        const auto show = [&](session::Reading<qint64> first, session::Reading<qint64> second) {
            row.partitionRows[0].size = first;
            row.partitionRows[1].size = second;
            model.show(&row);
        };
        const auto share = [&](int partition) { return model.index(partition, model.columnOf("share")); };
        const session::Reason why(u"Nobody leads it."_s);
        show(12'000'000, why);
        for (const int partition : {0, 1}) {
            QCOMPARE(share(partition).data().toString(), QString(models::unknownSign));
            QVERIFY(!share(partition).data(models::ShareRole).isValid());
            QVERIFY(share(partition).data(Qt::ToolTipRole).toString().contains(why.words()));
        }
        session::Reading<qint64> older = 4'000'000;
        older.fail(why);
        show(12'000'000, older);
        QCOMPARE(share(0).data().toString(), u"75.0 %"_s);
        QVERIFY(share(0).data(Qt::ToolTipRole).toString().contains(u"As it was last known"_s));
        QCOMPARE(share(0).data(models::ToneRole).toInt(), int(models::Tone::Muted));
        show(9'999'600, 400);
        QCOMPARE(share(0).data().toString(), u">99.9 %"_s);
        QCOMPARE(share(1).data().toString(), u"<0.1 %"_s);
        show(5000, 0);
        QCOMPARE(share(0).data().toString(), u"100.0 %"_s);
        QCOMPARE(share(1).data().toString(), u"0.0 %"_s);
    }
};

QTEST_GUILESS_MAIN(PartitionModelTest)
#include "partition_model_test.moc"
