#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

#include "models/formats.h"
#include "models/group_model.h"

using namespace Qt::StringLiterals;

namespace {

QString textOf(const models::LiveTable& model, int row, int column) {
    return model.index(row, column).data().toString();
}

session::GroupMemberRow member(const QString& id, int partitions) {
    session::GroupMemberRow row;
    row.memberId = id;
    row.clientId = u"client"_s;
    row.host = u"/10.0.0.1"_s;
    row.partitions = partitions;
    row.lag = partitions * 10;
    return row;
}

} // namespace

class GroupModelTest : public QObject {
    Q_OBJECT
private slots:
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

    void membersComeChangeAndGo() {
        models::GroupMemberModel model;
        QAbstractItemModelTester tester(&model);
        model.update({member(u"m-1"_s, 4), member(u"m-2"_s, 4)});
        const QPersistentModelIndex second = model.index(1, 0);
        const QString id = second.data(models::IdentityRole).toString();
        model.update({member(u"m-0"_s, 2), member(u"m-2"_s, 6), member(u"m-3"_s, 0)});
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(second.isValid());
        QCOMPARE(second.data(models::IdentityRole).toString(), id);
        QCOMPARE(textOf(model, second.row(), model.columnOf("partitions")), u"6"_s);
        model.update({});
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!second.isValid());
    }

    void anyWalkOfRebalancesKeepsTheMembersWhole() {
        models::GroupMemberModel model;
        QAbstractItemModelTester tester(&model);
        QRandomGenerator random(11);
        for (int round = 0; round < 200; ++round) {
            std::vector<session::GroupMemberRow> rows;
            QSet<QString> expected;
            for (int i = 0; i < 6; ++i)
                if (random.bounded(2)) {
                    rows.push_back(member(u"m-%1"_s.arg(i), random.bounded(3)));
                    expected << rows.back().memberId;
                }
            model.update(rows);
            QSet<QString> shown;
            for (int row = 0; row < model.rowCount(); ++row)
                shown << model.index(row, 0).data(models::IdentityRole).toString();
            QCOMPARE(shown, expected);
        }
    }
};

QTEST_GUILESS_MAIN(GroupModelTest)
#include "group_model_test.moc"
