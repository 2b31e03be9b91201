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
                           GroupState::Assigning, GroupState::Reconciling, GroupState::NotReady}) {
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

    void aRateThatLacksAPartSaysSo() {
        models::GroupModel model;
        session::GroupRow group;
        group.outPerSecond = 27.0;
        group.outPerSecond.fail(session::Reason(u"Some commits are the first."_s));
        model.update({std::make_shared<const session::GroupRow>(group)});
        const auto at = model.index(0, model.columnOf("out"));
        QCOMPARE(at.data().toString(), models::leastSign + u"27"_s);
        QVERIFY(at.data(Qt::ToolTipRole).toString().contains(u"are the first"_s));
    }

    void whatCouldNotBeReadIsADashWithAReason() {
        models::GroupModel model;
        session::GroupRow unread;
        unread.id = u"unread"_s;
        unread.members = session::Reason(u"Members are secret."_s);
        unread.lag = session::Reason(u"Offsets are secret."_s);
        model.update({std::make_shared<const session::GroupRow>(unread)});
        for (const auto& [column, reason] :
             {std::pair("members", u"Members are secret."_s), std::pair("lag", u"Offsets are secret."_s)}) {
            const auto at = model.index(0, model.columnOf(column));
            QCOMPARE(at.data().toString(), QString(models::unknownSign));
            QVERIFY(at.data(Qt::ToolTipRole).toString().contains(reason));
            QVERIFY(!at.data(models::SortRole).isValid());
        }
        session::GroupMemberRow connect = member(u"m"_s, 0);
        connect.partitions = session::Reason(u"Not a consumer."_s);
        models::GroupMemberModel members;
        members.update({connect});
        const auto at = members.index(0, members.columnOf("partitions"));
        QCOMPARE(at.data().toString(), QString(models::unknownSign));
        QVERIFY(at.data(Qt::ToolTipRole).toString().contains(u"Not a consumer."_s));
    }

    void whatIsOlderIsMutedAndSaysWhy() {
        models::GroupModel model;
        session::GroupRow older;
        older.state = session::GroupState::Stable;
        older.members = 2;
        older.lag = 7;
        const session::Reason why(u"There is no coordinator."_s);
        older.stateUnread = why;
        older.members.fail(why);
        older.lag.fail(why);
        model.update({std::make_shared<const session::GroupRow>(older)});
        for (const auto* column : {"state", "members", "lag"}) {
            const auto at = model.index(0, model.columnOf(column));
            QVERIFY(at.data().toString() != models::unknownSign);
            QCOMPARE(at.data(models::ToneRole).toInt(), int(models::Tone::Muted));
            QVERIFY(at.data(models::ItalicRole).toBool()); // a zero is muted too
            QVERIFY(at.data(Qt::ToolTipRole).toString().contains(why.words()));
        }
    }

    void aLagOfWhichAPartIsNotKnownSaysSo() {
        models::GroupModel model;
        session::GroupRow group;
        group.lag = 10;
        session::GroupPartitionRow open;
        open.logStart = 5;
        open.end = 5; // nothing waits there
        group.partitionRows = {open};
        group.partitionsWithoutCommit = 1;
        const auto text = [&] {
            model.update({std::make_shared<const session::GroupRow>(group)});
            return textOf(model, 0, model.columnOf("lag"));
        };
        QCOMPARE(text(), u"10"_s);
        group.partitionRows.front().end = 10'005;
        QCOMPARE(text(), models::leastSign + u"10"_s);
        group.lag.reset();
        QCOMPARE(text(), QString(models::unknownSign));
    }

    void aGroupBeyondTheEndIsMarked() {
        models::GroupModel model;
        session::GroupRow ahead;
        ahead.id = u"ahead"_s;
        ahead.partitionsBeyondEnd = 1;
        ahead.beyondEnd = 4980;
        ahead.lag = 0; // of the partitions that are not ahead
        model.update({std::make_shared<const session::GroupRow>(ahead)});
        const auto at = model.index(0, model.columnOf("lag"));
        QCOMPARE(at.data().toString(), models::formatCount(4980) + u" beyond the end"_s);
        QCOMPARE(at.data(models::ShapeRole).toInt(), int(models::Shape::Diamond));
        QCOMPARE(at.data(models::ToneRole).toInt(), int(models::Tone::Warn));
    }

    void membersOfOneClientAreToldApart() {
        auto one = member(u"billing-client-6f0c1d2e-0001"_s, 1), other = member(u"m-2"_s, 2);
        one.sharesClient = other.sharesClient = true;
        models::GroupMemberModel model;
        model.update({one, other, member(u"alone-0002"_s, 3)});
        const int name = model.columnOf("member");
        QCOMPARE(textOf(model, 0, name), u"client · …d2e-0001"_s);
        QCOMPARE(textOf(model, 1, name), u"client · m-2"_s);
        QCOMPARE(textOf(model, 2, name), u"client"_s);
        QVERIFY(model.index(0, name).data(Qt::ToolTipRole).toString().contains(one.memberId));
    }

    void aStaticMemberHasAColumnForItsInstance() {
        auto row = member(u"m-1"_s, 1);
        row.instanceId = u"i-7"_s;
        models::GroupMemberModel model;
        model.update({row});
        const int at = model.columnOf("instance");
        QVERIFY(model.columnInfo(at).hidden);
        QCOMPARE(textOf(model, 0, at), u"i-7"_s);
        const auto name = model.index(0, model.columnOf("member"));
        QVERIFY(name.data(Qt::ToolTipRole).toString().contains(u"static member i-7"_s));
    }

    void recordsDeletedBeforeTheyWereReadAreSaidBesideTheLag() {
        session::GroupRow late;
        late.lag = 30;
        late.deletedUnread = 1200;
        models::GroupModel model;
        model.update({std::make_shared<const session::GroupRow>(late)});
        const QString tip = model.index(0, model.columnOf("lag")).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.startsWith(models::formatCount(1200)) && tip.contains("Kafka's own tool"),
                 qPrintable(tip));
        const auto at = model.index(0, model.columnOf("lag"));
        QCOMPARE(at.data().toString(), u"30"_s);
        QCOMPARE(at.data(models::ShapeRole).toInt(), int(models::Shape::Diamond));
        late.lag = 0; // nobody has read what waited
        model.update({std::make_shared<const session::GroupRow>(late)});
        QCOMPARE(at.data().toString(), models::formatCount(1200) + u" deleted unread"_s);
        QCOMPARE(at.data(models::ToneRole).toInt(), int(models::Tone::Warn));
    }

    void anOlderLagOfAMemberIsTold() {
        auto older = member(u"m-1"_s, 1), known = member(u"m-2"_s, 1);
        older.lag = known.lag = 0;
        older.lag.fail(session::Reason(u"Offsets are secret."_s));
        models::GroupMemberModel model;
        model.update({older, known});
        const auto at = [&](int row) { return model.index(row, model.columnOf("lag")); };
        QVERIFY(at(0).data(Qt::ToolTipRole).toString().contains(u"As it was last known"_s));
        QVERIFY(at(0).data(Qt::ToolTipRole).toString().contains(u"Offsets are secret."_s));
        QVERIFY(at(1).data(Qt::ToolTipRole).toString().isEmpty());
        older.lag = 7;
        older.lag.fail(session::Reason(u"Offsets are secret."_s));
        model.update({older, known});
        QCOMPARE(at(0).data(models::ToneRole).toInt(), int(models::Tone::Muted));
    }

    void theLagOfAMemberSaysWhatItLeavesOut() {
        auto least = member(u"m-1"_s, 2), ahead = member(u"m-2"_s, 1);
        least.lag = 0;
        least.lagIsLeast = true;
        least.partitionsWithoutCommit = 1;
        ahead.lag.reset();
        ahead.partitionsBeyondEnd = 1;
        ahead.beyondEnd = 45;
        models::GroupMemberModel model;
        model.update({least, ahead});
        const auto at = [&](int row) { return model.index(row, model.columnOf("lag")); };
        QCOMPARE(at(0).data().toString(), models::leastSign + u"0"_s);
        QVERIFY(at(0).data(Qt::ToolTipRole).toString().contains(u"without a commit"_s));
        QCOMPARE(at(1).data().toString(), u"45 beyond the end"_s);
        QCOMPARE(at(1).data(models::ToneRole).toInt(), int(models::Tone::Warn));
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
