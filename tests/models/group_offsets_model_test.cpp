#include <limits>

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include "models/group_offsets_model.h"
#include "models/group_offsets_proxy.h"

using namespace Qt::StringLiterals;
using session::CommitState;
using session::GroupPartitionRow;

namespace {

GroupPartitionRow row(const QString& topic, int partition, std::optional<qint64> lag) {
    GroupPartitionRow r;
    r.topic = topic;
    r.partition = partition;
    r.lag = lag;
    r.committed = lag ? std::optional<qint64>(100) : std::nullopt;
    r.commitState = lag ? CommitState::Committed : CommitState::NoCommit;
    return r;
}

QString lagText(const QModelIndex& at) {
    return at.siblingAtColumn(models::GroupOffsetsModel::Lag).data().toString();
}

/// Every partition that the proxy shows, as "topic partition", in its order.
QStringList placesIn(const models::GroupOffsetsProxy& proxy, const models::GroupOffsetsModel& model) {
    QStringList places;
    for (int t = 0; t < proxy.rowCount(); ++t)
        for (int p = 0; p < proxy.rowCount(proxy.index(t, 0)); ++p) {
            const auto [topic, partition] =
                model.placeOf(proxy.mapToSource(proxy.index(p, 0, proxy.index(t, 0))));
            places << QStringLiteral("%1 %2").arg(topic).arg(partition);
        }
    return places;
}

} // namespace

class GroupOffsetsModelTest : public QObject {
    Q_OBJECT
private slots:
    void topicsSumTheirPartitionsAndSayWhatIsMissing() {
        models::GroupOffsetsModel model;
        QAbstractItemModelTester tester(&model);
        model.update({row(u"a"_s, 0, 5), row(u"a"_s, 1, 7), row(u"a"_s, 2, {}), row(u"b"_s, 0, {})});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(lagText(model.index(0, 0)), models::leastSign + u"12"_s);
        QCOMPARE(lagText(model.index(1, 0)), QString(models::unknownSign));
        const auto third = model.index(2, models::GroupOffsetsModel::Committed, model.index(0, 0));
        QCOMPARE(third.data().toString(), u"no commit"_s);
    }

    void aCommitBeyondTheEndSaysByHowMuch() {
        models::GroupOffsetsModel model;
        auto ahead = row(u"a"_s, 0, {});
        ahead.commitState = CommitState::BeyondEnd;
        ahead.committed = 5000;
        ahead.end = 20;
        ahead.beyondEnd = 4980;
        model.update({ahead});
        const auto at = model.index(0, models::GroupOffsetsModel::Lag, model.index(0, 0));
        QCOMPARE(at.data().toString(), models::formatCount(4980) + u" beyond the end"_s);
        QCOMPARE(at.data(models::ShapeRole).toInt(), int(models::Shape::Diamond));
        QVERIFY(!at.data(models::SortRole).isValid());
        const auto sum = model.index(0, models::GroupOffsetsModel::Lag);
        QCOMPARE(sum.data().toString(), models::formatCount(4980) + u" beyond the end"_s);
        QVERIFY(sum.data(Qt::ToolTipRole).toString().contains("beyond"));
    }

    void recordsDeletedBeforeTheyWereReadAreSaidWhereTheyLack() {
        models::GroupOffsetsModel model;
        auto late = row(u"a"_s, 0, 30);
        late.commitState = CommitState::BeforeLogStart;
        late.deletedUnread = 1200;
        model.update({late, row(u"a"_s, 1, 0)});
        const QString said = models::formatCount(1200) + u" record"_s;
        using Model = models::GroupOffsetsModel;
        for (const int column : {Model::Committed, Model::Lag}) {
            const auto at = model.index(0, column, model.index(0, 0));
            QVERIFY(at.data(Qt::ToolTipRole).toString().contains(said));
            QVERIFY(!at.siblingAtRow(1).data(Qt::ToolTipRole).toString().contains(u"deleted"_s));
        }
        const auto sum = model.index(0, Model::Lag);
        QVERIFY(sum.data(Qt::ToolTipRole).toString().contains(said));
        late.lag = 0; // nothing is left of them
        model.update({late, row(u"a"_s, 1, 0)});
        for (const auto& at : {sum, model.index(0, Model::Lag, model.index(0, 0))}) {
            QCOMPARE(at.data().toString(), models::formatCount(1200) + u" deleted unread"_s);
            QCOMPARE(at.data(models::ShapeRole).toInt(), int(models::Shape::Diamond));
            QCOMPARE(at.data(models::ToneRole).toInt(), int(models::Tone::Warn));
        }
    }

    void whatIsOlderIsMutedAndSaysWhy() {
        using Model = models::GroupOffsetsModel;
        const session::Reason why(u"There is no coordinator."_s);
        auto older = row(u"a"_s, 0, 7);
        older.end = 200;
        older.owners = 1;
        for (auto* of : {&older.committed, &older.lag})
            of->fail(why);
        older.owners.fail(why);
        Model model;
        model.update({older});
        const auto at = model.index(0, Model::Name, model.index(0, 0));
        for (const int column : {Model::Member, Model::Committed, Model::Lag}) {
            const auto cell = at.siblingAtColumn(column);
            QCOMPARE(cell.data(models::ToneRole).toInt(), int(models::Tone::Muted));
            QVERIFY(cell.data(models::ItalicRole).toBool());
            QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(why.words()));
        }
        QVERIFY(!at.siblingAtColumn(Model::End).data(models::ItalicRole).toBool());
        QVERIFY(at.siblingAtColumn(Model::End).data(Qt::ToolTipRole).toString().isEmpty());
        const auto sum = model.index(0, Model::Lag);
        QCOMPARE(sum.data().toString(), u"7"_s);
        QCOMPARE(sum.data(models::ToneRole).toInt(), int(models::Tone::Muted));
        QVERIFY(sum.data(Qt::ToolTipRole).toString().contains(why.words()));
    }

    void anOwnerThatSharesItsClientIsToldApart() {
        models::GroupOffsetsModel model;
        auto owned = row(u"a"_s, 0, 5);
        owned.owners = 1;
        owned.clientId = u"app"_s;
        owned.memberId = u"app-6f0c1d2e-0001"_s;
        owned.sharesClient = true;
        model.update({owned});
        const auto at = model.index(0, models::GroupOffsetsModel::Member, model.index(0, 0));
        QCOMPARE(at.data().toString(), u"app · …d2e-0001"_s);
        QCOMPARE(at.data(Qt::ToolTipRole).toString(), owned.memberId);
        // Cut in its middle, so that its end stays.
        QCOMPARE(at.data(models::KindRole).toInt(), int(models::CellKind::Name));
    }

    void nobodyIsSaidOnlyWhereItIsKnown() {
        models::GroupOffsetsModel model;
        auto known = row(u"a"_s, 0, 5), unread = row(u"a"_s, 1, 5), shared = row(u"a"_s, 2, 5);
        known.owners = 0;
        unread.owners = session::Reason(u"Members are secret."_s);
        unread.commitState = CommitState::Unread;
        unread.committed = unread.lag = session::Reason(u"Offsets are secret."_s);
        shared.owners = 3;
        shared.memberId = shared.clientId = u"worker"_s;
        model.update({known, unread, shared});
        const auto text = [&](int partition, int column) {
            return model.index(partition, column, model.index(0, 0)).data().toString();
        };
        using Model = models::GroupOffsetsModel;
        QCOMPARE(text(0, Model::Member), u"nobody"_s);
        QCOMPARE(text(1, Model::Member), QString(models::unknownSign));
        QCOMPARE(text(1, Model::Committed), QString(models::unknownSign));
        QVERIFY(text(2, Model::Member).startsWith(u"worker and 2 more"_s));
        // A part of the sum would look like all of it.
        QCOMPARE(lagText(model.index(0, 0)), QString(models::unknownSign));
        QVERIFY(
            model.index(0, Model::Lag).data(Qt::ToolTipRole).toString().contains(u"Offsets are secret."_s));
    }

    void aTopicsLineHasAGapWhereAPartitionWasNotRead() {
        models::GroupOffsetsModel model;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        constexpr float unread = std::numeric_limits<float>::quiet_NaN();
        auto first = row(u"a"_s, 0, 5), second = row(u"a"_s, 1, 7);
        first.sparkline = {1, 2, 3};
        second.sparkline = {9, unread, 10};
        first.memberId = second.memberId = u"m-1"_s;
        session::GroupTopicRow whole;
        whole.topic = u"a"_s;
        whole.sparkline = {10, unread, 13};
        model.update({first, second}, {whole});
        const auto topic = model.index(0, models::GroupOffsetsModel::Trend);
        const auto line = [&] { return topic.data(models::SparklineRole).value<models::Sparkline>(); };
        QCOMPARE(line().size(), 3);
        QVERIFY(line()[0] == 10 && qIsNaN(line()[1]) && line()[2] == 13);
        model.update({first, second}, {whole});
        QCOMPARE(changed.count(), 0);
        whole.sparkline = {11, 12, 13};
        model.update({first, second}, {whole});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(line(), (models::Sparkline{11, 12, 13}));
        QVERIFY(
            topic.siblingAtColumn(models::GroupOffsetsModel::Member).data().toString().contains("member"));
    }

    void anOpenRowStaysWhereItIsWhenTopicsComeAndGo() {
        models::GroupOffsetsModel model;
        QAbstractItemModelTester tester(&model);
        model.update({row(u"b"_s, 0, 1), row(u"c"_s, 0, 2), row(u"c"_s, 1, 3)});
        const QPersistentModelIndex kept = model.index(1, 0, model.index(1, 0));
        model.update({row(u"a"_s, 0, 9), row(u"c"_s, 0, 2), row(u"c"_s, 1, 4)});
        QVERIFY(kept.isValid());
        QCOMPARE(model.placeOf(kept), std::make_pair(u"c"_s, 1));
        QCOMPARE(lagText(kept), u"4"_s);
    }

    void onlyWhatChangedIsAnnounced() {
        models::GroupOffsetsModel model;
        model.update({row(u"a"_s, 0, 1), row(u"a"_s, 1, 1)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.update({row(u"a"_s, 0, 1), row(u"a"_s, 1, 1)});
        QCOMPARE(changed.count(), 0);
        model.update({row(u"a"_s, 0, 1), row(u"a"_s, 1, 2)});
        QCOMPARE(changed.count(), 2); // the partition and its topic's sum
    }

    void anyWalkOfUpdatesKeepsTheModelWhole() {
        models::GroupOffsetsModel model;
        QAbstractItemModelTester tester(&model);
        QRandomGenerator random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<GroupPartitionRow> rows;
            for (const QString& name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
                for (int p = 0; p < 4; ++p)
                    if (random.bounded(2))
                        rows.push_back(row(name, p, random.bounded(3)));
            model.update(rows);
            std::size_t shown = 0;
            for (int t = 0; t < model.rowCount(); ++t)
                shown += std::size_t(model.rowCount(model.index(t, 0)));
            QCOMPARE(shown, rows.size());
        }
    }

    void theProxyFollowsTopicsThatComeChangeAndGo() {
        models::GroupOffsetsModel model;
        models::GroupOffsetsProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy);
        proxy.setOnlyWithLag(true);
        model.update({row(u"a"_s, 0, 5), row(u"a"_s, 1, 0), row(u"b"_s, 0, 0)});
        QCOMPARE(placesIn(proxy, model), QStringList({"a 0"}));
        model.update({row(u"a"_s, 0, 0), row(u"a"_s, 1, 3), row(u"b"_s, 0, 4), row(u"c"_s, 2, 9)});
        QCOMPARE(placesIn(proxy, model), QStringList({"a 1", "b 0", "c 2"}));
        proxy.setFilterText(u" B "_s);
        QCOMPARE(placesIn(proxy, model), QStringList({"b 0"}));
        model.update({row(u"ab"_s, 0, 1), row(u"c"_s, 2, 9)});
        QCOMPARE(placesIn(proxy, model), QStringList({"ab 0"}));
        proxy.setFilterText({});
        proxy.setOnlyWithLag(false);
        QCOMPARE(placesIn(proxy, model), QStringList({"ab 0", "c 2"}));
        model.update({});
        QCOMPARE(proxy.rowCount(), 0);
    }

    void anyWalkOfUpdatesKeepsTheProxyWhole() {
        models::GroupOffsetsModel model;
        models::GroupOffsetsProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy);
        QRandomGenerator random(3);
        for (int round = 0; round < 200; ++round) {
            const bool onlyWithLag = random.bounded(2);
            proxy.setOnlyWithLag(onlyWithLag);
            std::vector<GroupPartitionRow> rows;
            QStringList expected;
            for (const QString& name : {u"a"_s, u"b"_s, u"c"_s})
                for (int p = 0; p < 4; ++p) {
                    if (!random.bounded(2))
                        continue;
                    rows.push_back(row(name, p, random.bounded(2)));
                    if (!onlyWithLag || *rows.back().lag > 0)
                        expected << QStringLiteral("%1 %2").arg(name).arg(p);
                }
            model.update(rows);
            QCOMPARE(placesIn(proxy, model), expected);
        }
    }
};

QTEST_GUILESS_MAIN(GroupOffsetsModelTest)
#include "group_offsets_model_test.moc"
