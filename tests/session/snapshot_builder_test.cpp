#include <algorithm>
#include <cmath>

#include <QTest>

#include "round_bench.h"
#include "session/clusters/event_finder.h"

using namespace session;
using namespace round_bench;

namespace {

QStringList kinds(const QVector<ClusterEvent>& events) {
    QStringList out;
    for (const auto& event : events)
        out << QString::number(static_cast<int>(event.kind)) + QLatin1Char(' ') + event.subject;
    return out;
}
QString told(EventKind kind, const char* subject) {
    return QString::number(static_cast<int>(kind)) + QLatin1Char(' ') + QLatin1String(subject);
}

} // namespace

class SnapshotBuilderTest : public QObject {
    Q_OBJECT

private slots:
    void anEmptySpanIsExact() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{40, 40, 5000}};
        const auto snapshot = bench.round();
        QCOMPARE(topic(*snapshot, "orders").messages, 0);
        QCOMPARE(topic(*snapshot, "orders").countKind, CountKind::Exact);
    }

    void aTopicShowsItsSpanAndNoRateBeforeTheSecondRound() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{10, 100, 5000}, {0, 40, 3000}};
        const auto first = bench.round();
        const auto& row = topic(*first, "orders");
        QCOMPARE(row.messages, 130);
        QCOMPARE(row.countKind, CountKind::Span);
        QVERIFY(!row.inPerSecond);
        QVERIFY(!row.size); // log directories were not asked for
        bench.cluster.topics["orders"].partitions[0].end = 150;
        const auto second = bench.round();
        QCOMPARE(topic(*second, "orders").inPerSecond, 50.0);
        QCOMPARE(topic(*second, "orders").partitionRows[0].inPerSecond, 50.0);
        QCOMPARE(second->figures.inPerSecond, 50.0);
        QCOMPARE(second->figures.partitions, 2);
        QCOMPARE(second->version, QStringLiteral("Kafka 4.1 or newer"));
    }

    void aTopicThatAppearsBroughtAllItHolds() {
        Bench bench;
        bench.cluster.topics["old"];
        bench.round();
        bench.cluster.topics["new"].partitions[0].end = 70;
        QCOMPARE(topic(*bench.round(), "new").inPerSecond, 70.0);
        // Deleted and made again under the same name: another id, another count.
        bench.cluster.topics["new"].id = base::Uuid::random();
        bench.cluster.topics["new"].partitions[0].end = 90;
        QCOMPARE(topic(*bench.round(), "new").inPerSecond, 90.0 / 2); // of the window's two seconds
    }

    void unchangedRowsAreTheSameObjects() {
        Bench bench;
        bench.cluster.topics["busy"];
        bench.cluster.topics["idle"];
        bench.cluster.groups["g"].commits[at("busy")] = 0;
        bench.round();
        bench.round();
        const auto before = bench.round();
        bench.cluster.topics["busy"].partitions[0].end += 5;
        const auto after = bench.round();
        QVERIFY(before->topics[0] != after->topics[0]);
        QCOMPARE(before->topics[1], after->topics[1]);
        QVERIFY(before->groups[0] != after->groups[0]);
    }

    void lagIsToldWithItsStates() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{10, 100}, {50, 80}, {0, 9}};
        auto& billing = bench.cluster.groups["billing"];
        billing.commits = {{at("orders", 0), 70}, {at("orders", 1), 20}, {at("gone"), 5}};
        client::GroupMember member;
        member.id = "m-1";
        member.clientId = "app";
        member.host = "/10.0.0.7";
        member.assignment = {at("orders", 1), at("orders", 2)};
        billing.members = {member};
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "billing");
        QCOMPARE(row.partitionRows.size(), std::size_t(4));
        QCOMPARE(row.partitionRows[0].commitState, CommitState::TopicGone);
        QVERIFY(!row.partitionRows[0].lag);
        QCOMPARE(row.partitionRows[1].lag, 30);
        QVERIFY(row.partitionRows[1].memberId.isEmpty());
        QCOMPARE(row.partitionRows[2].commitState, CommitState::BeforeLogStart);
        QCOMPARE(row.partitionRows[2].lag, 30);
        QCOMPARE(row.partitionRows[2].host, QStringLiteral("10.0.0.7"));
        QCOMPARE(row.partitionRows[3].commitState, CommitState::NoCommit);
        QVERIFY(!row.partitionRows[3].lag);
        QCOMPARE(row.lag, 60);
        QCOMPARE(row.partitionsWithoutCommit, 1);
        QCOMPARE(row.state, GroupState::Stable);
        QCOMPARE(row.memberRows.at(0).lag, 30);
        QCOMPARE(row.memberRows.at(0).partitions, 2);
        QCOMPARE(topic(*snapshot, "orders").groups, QStringList{QStringLiteral("billing")});
        QCOMPARE(snapshot->figures.worstLagGroup, QStringLiteral("billing"));
    }

    void whereNoGroupLagsNoneIsTheWorst() {
        Bench bench;
        bench.cluster.groups["a"].commits[at("orders")] = bench.cluster.topics["orders"].partitions[0].end;
        const auto snapshot = bench.round();
        QCOMPARE(snapshot->figures.worstLag, 0);
        QVERIFY(snapshot->figures.worstLagGroup.isEmpty());
    }

    void outIsTheRiseOfCommits() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        auto& a = bench.cluster.groups["a"].commits[at("orders")];
        auto& b = bench.cluster.groups["b"].commits[at("orders")];
        for (int second = 0; second <= 20; ++second) {
            a += 20;
            b += second % 5 ? 0 : 25; // by leaps
            bench.round();
        }
        QCOMPARE(group(*bench.last, "a").outPerSecond, 20.0);
        QCOMPARE(group(*bench.last, "b").outPerSecond, 5.0);
        QCOMPARE(topic(*bench.last, "orders").outPerSecond, 25.0);
        QCOMPARE(bench.last->figures.outPerSecond, 25.0);
    }

    void looksInBetweenMakeNoSpikes() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        auto& committed = bench.cluster.groups["a"].commits[at("orders")];
        for (int second = 0; second <= 20; ++second) {
            end += 250;
            committed = end;
            bench.round();
        }
        QCOMPARE(bench.last->figures.inPerSecond, 250.0);
        for (int look = 0; look < 12; ++look) {
            end += 25;
            committed = end;
            bench.round(100);
            QCOMPARE(bench.last->figures.inPerSecond, 250.0);
            QCOMPARE(bench.last->figures.outPerSecond, 250.0);
            QCOMPARE(topic(*bench.last, "orders").messages, end); // what is not a rate is as new as the look
        }
        for (const auto& quantity : {Quantity::MessagesIn, Quantity::MessagesOut})
            for (const auto& point : bench.points({quantity, {}, {}, -1}))
                QVERIFY2(point.y() <= 251, qPrintable(QString::number(point.y())));
    }

    void oneRecordIsOneRecordInSomeSeconds() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        for (int second = 0; second <= 20; ++second)
            bench.round();
        ++end;
        bench.round(450);
        bench.round(1000);
        QVERIFY(bench.last->figures.inPerSecond > 0.0);
        QVERIFY(bench.last->figures.inPerSecond <= 0.2);
    }

    void aFailedPartKeepsOlderValuesAndSaysWhy() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        bench.cluster.groups["a"].commits[at("orders")] = 10;
        bench.round();
        bench.cluster.offsetsFail =
            base::Error{15, "COORDINATOR_NOT_AVAILABLE", "The coordinator is moving.", {}, true};
        bench.cluster.topics["orders"].partitions[0].end = 150;
        const auto snapshot = bench.round();
        QVERIFY(snapshot->partialReason.contains(QStringLiteral("The coordinator is moving.")));
        QCOMPARE(group(*snapshot, "a").lag, 90);
        QCOMPARE(topic(*snapshot, "orders").inPerSecond, 50.0);
        QCOMPARE(topic(*snapshot, "orders").groups, QStringList{QStringLiteral("a")});
    }

    void aPartitionWithoutLeaderIsOfflineAndKeepsItsEnd() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0] = {0, 100, 0, 1, {1, 2}, {1, 2}};
        bench.round();
        bench.cluster.topics["orders"].partitions[0].leader = -1;
        bench.cluster.topics["orders"].partitions[0].inSync = {2};
        const auto snapshot = bench.round();
        const auto& row = topic(*snapshot, "orders").partitionRows[0];
        QVERIFY(!row.leader);
        QCOMPARE(row.end, 100);
        QVERIFY(!row.inPerSecond);
        QCOMPARE(snapshot->figures.offline, 1);
        QCOMPARE(snapshot->figures.underReplicated, 1);
    }

    void foreignBytesInAreTheGrowthOfLogs() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].size = 1000;
        bench.plan.sizesEveryMs = 1000;
        QVERIFY(!bench.round()->figures.bytesInPerSecond);
        bench.cluster.topics["orders"].partitions[0].size = 4000;
        auto snapshot = bench.round();
        QCOMPARE(snapshot->figures.bytesInPerSecond, 3000.0);
        QCOMPARE(topic(*snapshot, "orders").bytesInPerSecond, 3000.0);
        QCOMPARE(topic(*snapshot, "orders").size, 4000);
        QVERIFY(!snapshot->figures.bytesOutPerSecond);
        bench.cluster.topics["orders"].partitions[0].size = 10; // retention
        bench.cluster.topics["orders"].partitions[0].end += 5;
        QVERIFY(!bench.round()->figures.bytesInPerSecond);
        QVERIFY(bench.last->figures.bytesInPerSecond.reason());
        QVERIFY(topic(*bench.last, "orders").bytesInPerSecond.reason());
    }

    void recordsOutOfTheBrokerInsideAreThoseItSent() {
        Bench bench;
        bench.counters = BrokerCounters{};
        bench.cluster.topics["orders"].partitions[0].end = 1000;
        bench.cluster.topics["new"];
        bench.cluster.groups["commits"].commits[at("orders")] = 0;
        bench.round();
        QVERIFY(!bench.last->figures.outPerSecond);
        bench.counters->recordsOutByTopic["orders"] = 400; // somebody reads and never commits
        bench.cluster.groups["commits"].commits[at("orders")] = 30;
        bench.round();
        QVERIFY(bench.last->figures.outIsSent);
        QCOMPARE(bench.last->figures.outPerSecond, 400.0);
        QCOMPARE(topic(*bench.last, "orders").outPerSecond, 400.0);
        QCOMPARE(topic(*bench.last, "new").outPerSecond, 0.0);
        QCOMPARE(bench.points({Quantity::MessagesOut, "orders", {}, -1}).last().y(), 400.0);
        // What groups commit is not in the way, nor that they cannot be read.
        bench.cluster.groupsFail = base::Error{-1, "X", "The list is secret.", "", false};
        QCOMPARE(bench.round()->figures.outPerSecond, 200.0);
    }

    void bytesAndRecordsInAreOfTheSameWindow() {
        Bench bench;
        auto& orders = bench.cluster.topics["orders"].partitions[0];
        bench.plan.sizesEveryMs = 1000;
        bench.round();
        for (int second = 0; second < 30; ++second) {
            if (second % 7 == 0) { // bursts
                orders.end += 1000;
                orders.size += 10'000;
            }
            const auto figures = bench.round()->figures;
            QVERIFY(figures.inPerSecond && figures.bytesInPerSecond);
            QCOMPARE(*figures.bytesInPerSecond, *figures.inPerSecond * 10);
        }
        QCOMPARE(bench.points({Quantity::BytesIn, "orders", {}, -1}).last().y(), 0.0); // of its beat
        auto& made = bench.cluster.topics["burst"].partitions[0];                      // that makes its topic
        made.end = 4000;
        made.size = 40'000;
        for (int second = 0; second < 12; ++second) {
            const auto snapshot = bench.round();
            const auto& row = topic(*snapshot, "burst");
            QVERIFY(row.inPerSecond && row.bytesInPerSecond);
            QCOMPARE(*row.bytesInPerSecond, *row.inPerSecond * 10);
            QCOMPARE(*snapshot->figures.bytesInPerSecond, *snapshot->figures.inPerSecond * 10);
        }
    }

    void bytesOfTheBrokerInsideLeaveOwnTrafficOut() {
        Bench bench;
        bench.counters = BrokerCounters{};
        bench.cluster.topics["orders"].partitions[0].size = 0;
        bench.plan.sizesEveryMs = 1000;
        bench.round();
        bench.counters->bytesIn = 700'000; // polling
        bench.counters->bytesOut = 900'000;
        bench.counters->recordBytesOut = 90;
        bench.cluster.topics["orders"].partitions[0].size = 700;
        const auto snapshot = bench.round();
        QCOMPARE(snapshot->figures.bytesInPerSecond, 700.0);
        QCOMPARE(topic(*snapshot, "orders").bytesInPerSecond, 700.0);
        QCOMPARE(snapshot->figures.bytesOutPerSecond, 90.0);
    }

    void oneQuestionAboutEachPartitionAndNewestOnlyOfVisibleTopics() {
        Bench bench;
        bench.cluster.topics["a"].partitions.resize(3);
        bench.cluster.topics["b"].partitions.resize(2);
        bench.round();
        using client::OffsetQuestion;
        QCOMPARE(bench.cluster.asked,
                 (std::map<OffsetQuestion, int>{{OffsetQuestion::Latest, 5}, {OffsetQuestion::Earliest, 5}}));
        bench.plan.visibleTopics = {"b"};
        const auto snapshot = bench.round();
        QCOMPARE(bench.cluster.asked[OffsetQuestion::MaxTimestamp], 2);
        QCOMPARE(topic(*snapshot, "b").lastRecordMs, 1'700'000'000'123);
        QVERIFY(!topic(*snapshot, "a").lastRecordMs);
    }

    void configurationIsAskedOnceAndAgainWhenItWasEdited() {
        Bench bench;
        bench.cluster.topics["a"];
        bench.cluster.topics["b"];
        bench.round();
        using std::chrono::seconds;
        const auto now = bench.clock.now();
        QCOMPARE(bench.builder.configsToAsk({}, 10, now).size(), std::size_t(2));
        QCOMPARE(bench.builder.configsToAsk({"b"}, 1, now), std::vector<std::string>{"b"});
        bench.plan.configTopics = {"a", "b"};
        const auto snapshot = bench.round();
        QCOMPARE(topic(*snapshot, "a").retentionMs, 604'800'000);
        QCOMPARE(topic(*snapshot, "a").cleanup, QStringLiteral("delete"));
        QVERIFY(bench.builder.configsToAsk({}, 10, now + seconds(1)).empty());
        QVERIFY(bench.builder.configsToAsk({"a"}, 10, now + seconds(1)).empty());
        QCOMPARE(bench.builder.configsToAsk({"a"}, 10, now + seconds(15)), std::vector<std::string>{"a"});
        bench.builder.forgetConfig("a");
        QCOMPARE(bench.builder.configsToAsk({}, 10, now + seconds(1)), std::vector<std::string>{"a"});
        QCOMPARE(bench.builder.configsToAsk({}, 10, now + seconds(120)).size(), std::size_t(2));
    }

    void aTopicRestedBeforeItAppeared() {
        Bench bench;
        for (int second = 1; second <= 7; ++second) // two into the second point of five
            bench.round();
        auto& end = bench.cluster.topics["new"].partitions[0].end;
        for (int second = 8; second <= 15; ++second) {
            end += 100;
            bench.round();
        }
        double ofTopic = 0, ofAll = 0;
        const auto points = [&](const QString& name) {
            return bench.points({Quantity::MessagesIn, name, {}, -1}, 5000);
        };
        for (const auto& point : points(QStringLiteral("new")))
            ofTopic += std::isfinite(point.y()) ? point.y() * 5 : 0;
        for (const auto& point : points({}))
            ofAll += std::isfinite(point.y()) ? point.y() * 5 : 0;
        QCOMPARE(ofTopic, 800.0);
        QCOMPARE(ofAll, ofTopic);
    }

    void seriesIntegrateToWhatWasSentAndGapsBreakThem() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        bench.round();
        for (int second = 0; second < 30; ++second) {
            end += 200;
            bench.round();
        }
        const auto points = bench.points({Quantity::MessagesIn, QStringLiteral("orders"), {}, -1});
        double sum = 0;
        for (const auto& point : points)
            sum += point.y();
        QVERIFY2(std::abs(sum - 6000) <= 120, qPrintable(QString::number(sum)));
        QCOMPARE(bench.busiest(Quantity::MessagesIn), QStringList{QStringLiteral("orders")});
        bench.round(10'000);
        end += 100;
        bench.round();
        bool broken = false;
        for (const auto& point : bench.points({}))
            broken = broken || std::isnan(point.y());
        QVERIFY(broken);
    }

    void ratesSayOverHowLongTheyAreMeans() {
        Bench bench;
        QCOMPARE(bench.round()->figures.meanMs, 0);
        QCOMPARE(bench.background(50'000)->figures.meanMs, 50'000);
        for (int second = 1; second < 10; ++second)
            bench.round();
        QCOMPARE(bench.round()->figures.meanMs, 5'000);
        QCOMPARE(bench.round(200)->figures.meanMs, 5'000); // a look in between
    }

    void aSparklineIsTheLastQuarterOfAnHour() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        bench.cluster.groups["billing"].commits[at("orders")] = 0;
        bench.cluster.topics["idle"];
        bench.round();
        end = 5000;
        const auto early = topic(*bench.round(), "orders").sparkline;
        const auto known = [](const Sparkline& line) {
            return std::ranges::count_if(line, [](float value) { return std::isfinite(value); });
        };
        QVERIFY2(known(early) <= 2, qPrintable(QString::number(known(early))));
        QVERIFY(early.last() > 0); // the newest is the last, whatever is not known before it
        std::shared_ptr<ClusterSnapshot> snapshot;
        const auto pass = [&](int minutes) {
            for (int second = 0; second < minutes * 60; ++second)
                snapshot = bench.round();
        };
        pass(7);
        const auto& line = topic(*snapshot, "orders").sparkline;
        QCOMPARE(line.size(), early.size());
        const auto sent = std::ranges::find_if(line, [](float rate) { return rate > 0; });
        const auto halfMinutes = line.end() - 1 - sent;
        QVERIFY2(halfMinutes == 14 || halfMinutes == 15, qPrintable(QString::number(halfMinutes)));
        QVERIFY(std::isnan(line.first()));
        QCOMPARE(line.last(), 0.0F);
        // What rests and a lag that stays are as old as they are known.
        const auto& rest = topic(*snapshot, "idle").sparkline;
        QCOMPARE(known(rest), known(line));
        QVERIFY(std::isnan(rest.first()) && rest.last() == 0);
        const auto& lag = group(*snapshot, "billing").sparkline;
        QVERIFY(std::isnan(lag.first()));
        QCOMPARE(lag.last(), 5000.0F);
        pass(9);
        const auto& later = topic(*snapshot, "orders").sparkline;
        QCOMPARE(std::ranges::max(later), 0.0F);
        QVERIFY(std::isfinite(later.first()));
    }

    void lagBeginsWhenItWasFirstRead() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 400}, {0, 50}};
        bench.round();
        bench.background(50'000);
        auto& commits = bench.cluster.groups["billing"].commits;
        commits[at("orders", 0)] = 0; // since some time within this minute
        const auto seen = double(bench.background(54'000)->takenAtMs);
        commits[at("orders", 1)] = 0;
        const auto both = double(bench.background(50'000)->takenAtMs);
        bench.background(50'000);
        const auto points = [&](const char* topic, int partition) {
            return bench.points({Quantity::Lag, topic, "billing", partition}, 1000, 300'000);
        };
        for (const auto& line : {points("", -1), points("orders", -1), points("orders", 0)}) {
            QVERIFY2(line.first().x() > seen - 1000, qPrintable(QString::number(seen - line.first().x())));
            QCOMPARE(line.first().y(), 400.0);
            QVERIFY(std::ranges::none_of(line, [](const QPointF& point) { return std::isnan(point.y()); }));
        }
        QVERIFY(points("orders", 1).first().x() > both - 1000);

        commits.clear(); // and what is read again begins again
        bench.background(50'000);
        commits[at("orders", 0)] = 0;
        bench.background(50'000);
        const auto again = points("", -1);
        QVERIFY(std::ranges::any_of(again, [](const QPointF& point) { return std::isnan(point.y()); }));
    }

    void lagRisesBetweenReadingsThatAreFarApart() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        bench.cluster.groups["billing"].commits[at("orders")] = 0;
        end = 1000;
        bench.round();
        bench.background(50'000);
        end = 3000;
        const auto seen = double(bench.background(50'000)->takenAtMs);
        const auto points = bench.points({Quantity::Lag, {}, QStringLiteral("billing"), -1}, 1000, 300'000);
        double before = 0;
        for (const auto& point : points) {
            const double along = (point.x() - (seen - 50'000)) / 50'000;
            QVERIFY2(std::abs(point.y() - (1000 + 2000 * std::clamp(along, 0.0, 1.0))) < 250,
                     qPrintable(QStringLiteral("%1 at %2").arg(point.y()).arg(along)));
            QVERIFY(point.y() >= before);
            before = point.y();
        }
        QCOMPARE(points.last().y(), 3000.0);
    }

    void lagEndsAtWhatItIsNow() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        bench.cluster.groups["billing"].commits[at("orders")] = 0;
        for (int second = 1; second <= 13; ++second) { // three into a point of five
            end += 100;
            bench.round();
        }
        const auto points = bench.points({Quantity::Lag, {}, QStringLiteral("billing"), -1}, 5000);
        QCOMPARE(points.last().y(), 1300.0);
        QCOMPARE(points[points.size() - 2].y(), 1200.0); // the mean of the time not yet over stays
    }

    void internalTopicsAreCountedButNeverAmongTheBusiest() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 100, 5000}};
        auto& internal = bench.cluster.topics["__consumer_offsets"];
        internal.internal = true;
        bench.round();
        for (int second = 0; second < 5; ++second) {
            internal.partitions[0].end += 1000;
            bench.cluster.topics["orders"].partitions[0].end += 10;
            bench.round();
        }
        const auto snapshot = bench.round();
        QCOMPARE(snapshot->figures.topics, 2);
        QCOMPARE(snapshot->figures.internalTopics, 1);
        for (const auto quantity : {Quantity::MessagesIn, Quantity::MessagesOut})
            QVERIFY(!bench.busiest(quantity).contains(QStringLiteral("__consumer_offsets")));
        QCOMPARE(bench.busiest(Quantity::MessagesIn), QStringList{QStringLiteral("orders")});
    }

    void eventsTellWhatChanged() {
        Bench bench;
        EventFinder finder;
        bench.cluster.topics["a"].partitions[0] = {0, 10, 0, 1, {1, 2}, {1, 2}};
        bench.cluster.groups["g"].commits[at("a")] = 10;
        QVERIFY(finder.next(bench.round()).isEmpty());
        bench.cluster.topics["b"];
        bench.cluster.topics["a"].partitions.resize(2);
        bench.cluster.topics["a"].partitions[0].inSync = {1};
        bench.cluster.groups["g"].state = "Empty";
        bench.cluster.groups["h"];
        QCOMPARE(kinds(finder.next(bench.round())),
                 (QStringList{told(EventKind::PartitionsAdded, "a"), told(EventKind::UnderReplicated, "a"),
                              told(EventKind::TopicAppeared, "b"), told(EventKind::GroupStateChanged, "g"),
                              told(EventKind::GroupAppeared, "h")}));
        bench.cluster.topics["a"].partitions[0].inSync = {2, 1};
        bench.cluster.topics.erase("b");
        bench.cluster.groups.erase("h");
        QCOMPARE(kinds(finder.next(bench.round())),
                 (QStringList{told(EventKind::InSyncAgain, "a"), told(EventKind::TopicGone, "b"),
                              told(EventKind::GroupGone, "h")}));
        QVERIFY(finder.next(bench.round()).isEmpty());
    }

    void lagThatOnlyRisesIsToldOnceAndWhenItIsGone() {
        Bench bench;
        EventFinder finder;
        auto& end = bench.cluster.topics["a"].partitions[0].end;
        bench.cluster.groups["g"].commits[at("a")] = 0;
        QStringList events;
        for (int second = 0; second < 60; ++second) {
            end += 10;
            events += kinds(finder.next(bench.round()));
        }
        QCOMPARE(events, QStringList{told(EventKind::LagRising, "g")});
        bench.cluster.groups["g"].commits[at("a")] = end;
        QCOMPARE(kinds(finder.next(bench.round())), QStringList{told(EventKind::LagGone, "g")});
    }

    void lagThatSawsWithCommitsIsNotToldAtAll() {
        Bench bench;
        EventFinder finder;
        auto& end = bench.cluster.topics["a"].partitions[0].end;
        bench.cluster.groups["g"].commits[at("a")] = 0;
        QStringList events;
        for (int second = 0; second < 60; ++second) {
            end += 10;
            if (second % 5 == 4)
                bench.cluster.groups["g"].commits[at("a")] = end;
            events += kinds(finder.next(bench.round()));
        }
        QCOMPARE(events, QStringList());
    }

    void aFewRecordsAfterAQuietTimeAreNoLag() {
        Bench bench;
        EventFinder finder;
        auto& end = bench.cluster.topics["a"].partitions[0].end;
        bench.cluster.groups["g"].commits[at("a")] = end;
        QStringList events;
        for (int second = 0; second < 120; ++second) {
            end += second % 30 == 20 ? 2 : 0;
            events += kinds(finder.next(bench.round()));
            bench.cluster.groups["g"].commits[at("a")] = end;
        }
        QCOMPARE(events, QStringList());
    }

    void aFewRecordsThatNobodyReadsAreToldAfterAWhile() {
        Bench bench;
        EventFinder finder;
        auto& end = bench.cluster.topics["a"].partitions[0].end;
        bench.cluster.groups["g"].commits[at("a")] = end;
        QStringList events;
        int toldAt = 0;
        for (int second = 0; second < 90; ++second) {
            end += second % 20 == 0 ? 1 : 0;
            events += kinds(finder.next(bench.round()));
            toldAt = events.isEmpty() ? second + 1 : toldAt;
        }
        QCOMPARE(events, QStringList{told(EventKind::LagRising, "g")});
        QVERIFY2(toldAt >= 60 && toldAt <= 80, qPrintable(QString::number(toldAt)));
    }

    void whatAGroupReadsInAMomentIsNotToldAsLag() {
        Bench bench;
        EventFinder finder;
        auto& end = bench.cluster.topics["a"].partitions[0].end;
        auto& read = bench.cluster.groups["g"].commits[at("a")];
        read = end = 10'000;
        QStringList events;
        for (int second = 0; second < 60; ++second) {
            end += 1000;
            read = end - 1500 - second; // a second or two behind, and a little more each time
            events += kinds(finder.next(bench.round()));
        }
        QCOMPARE(events, QStringList());
    }
};

QTEST_GUILESS_MAIN(SnapshotBuilderTest)
#include "snapshot_builder_test.moc"
