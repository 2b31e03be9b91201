#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/group_model.h"
#include "models/partition_model.h"
#include "models/topic_model.h"

using namespace Qt::StringLiterals;
using session::TopicPtr;
using session::TopicRow;

namespace {

TopicPtr topic(const QString& name, std::optional<qint64> messages = {}) {
    TopicRow row;
    row.name = name;
    row.partitions = 3;
    row.messages = messages;
    return std::make_shared<const TopicRow>(row);
}

QString textOf(const models::LiveTable& model, int row, int column) {
    return model.index(row, column).data().toString();
}

} // namespace

class TopicModelTest : public QObject {
    Q_OBJECT
private slots:
    void unchangedRowsAreNotAnnounced() {
        models::TopicModel model;
        QAbstractItemModelTester tester(&model);
        const auto a = topic(u"a"_s, 1), b = topic(u"b"_s, 2);
        model.update({a, b});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.update({a, topic(u"b"_s, 3)});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(reset.count(), 0);
    }

    void unknownCountsAreADashAndSpansAreEstimates() {
        models::TopicModel model;
        QAbstractItemModelTester tester(&model);
        TopicRow exact;
        exact.name = u"exact"_s;
        exact.messages = 1204;
        exact.countKind = session::CountKind::Exact;
        model.update({topic(u"unknown"_s), topic(u"span"_s, 5), std::make_shared<const TopicRow>(exact)});
        const int column = model.columnOf("messages");
        QCOMPARE(textOf(model, 0, column), QString(models::unknownSign));
        QVERIFY(!model.index(0, column).data(models::SortRole).isValid());
        QVERIFY(textOf(model, 1, column).startsWith(models::estimateSign));
        QCOMPARE(textOf(model, 2, column), models::formatCount(qint64(1204)));
    }

    void partitionsNameWhatIsMissing() {
        models::PartitionModel model;
        QAbstractItemModelTester tester(&model);
        TopicRow row;
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
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 2);
    }

    void everyGroupStateHasAWordAndAMeaning() {
        using session::GroupState;
        for (auto state : {GroupState::Unknown, GroupState::Empty, GroupState::PreparingRebalance,
                           GroupState::CompletingRebalance, GroupState::Stable, GroupState::Dead,
                           GroupState::Assigning, GroupState::Reconciling}) {
            const auto look = models::lookOf(state);
            QVERIFY(!look.word.isEmpty());
            QVERIFY(!look.meaning.isEmpty());
            QVERIFY(look.shape != models::Shape::None);
        }
    }

    void aGroupWithoutCommitsHasNoLag() {
        models::GroupModel model;
        QAbstractItemModelTester tester(&model);
        session::GroupRow none, some;
        none.id = u"none"_s;
        none.partitionsWithoutCommit = 2;
        some.id = u"some"_s;
        some.lag = 0;
        model.update({std::make_shared<const session::GroupRow>(none),
                      std::make_shared<const session::GroupRow>(some)});
        const int lag = model.columnOf("lag");
        QCOMPARE(textOf(model, 0, lag), QString(models::unknownSign));
        QCOMPARE(textOf(model, 1, lag), u"0"_s);
    }
};

QTEST_GUILESS_MAIN(TopicModelTest)
#include "topic_model_test.moc"
