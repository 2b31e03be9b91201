#include <cmath>

#include "support/fake_session.h"

namespace support {
namespace {

struct Sample {
    const char* name;
    int partitions;
    qint64 messages;
    double size, in, out;
    qint64 retentionDays;
    const char* cleanup;
    const char* groups;
};

constexpr Sample samples[] = {
    {"clickstream", 24, 912440391, 214.8e9, 21940, 43880, 3, "delete", "sessionizer,lake-sink"},
    {"orders", 12, 184203118, 61.4e9, 4812, 14436, 7, "delete", "billing,fraud-detector,order-enricher"},
    {"page-views", 12, 141006272, 38.1e9, 2310, 2310, 3, "delete", "sessionizer"},
    {"payments.v1", 12, 48902377, 22.7e9, 1604, 3208, 30, "delete", "billing,fraud-detector"},
    {"inventory-changes", 6, 20118834, 9.6e9, 946, 946, 7, "compact,delete", "stock-view"},
    {"order-events.enriched", 12, 77430160, 48.2e9, 812, 812, 7, "delete", "lake-sink"},
    {"shipments", 6, 31440120, 14.2e9, 388, 388, 14, "delete", "lake-sink"},
    {"prices", 6, 1204551, 812.4e6, 214, 214, -1, "compact", "stock-view"},
    {"customers", 6, 2481903, 1.9e9, 96, 192, -1, "compact", "billing"},
    {"carts", 12, 6118240, 3.4e9, 91, 0, 1, "compact,delete", ""},
    {"search-queries", 6, 9770518, 2.2e9, 74, 74, 3, "delete", "sessionizer"},
    {"__consumer_offsets", 50, 3390114, 402.6e6, 48, 0, -1, "compact", ""},
    {"fraud-signals", 6, 5102233, 1.1e9, 31, 31, 30, "delete", "order-enricher"},
    {"notifications.email", 3, 4418007, 1.6e9, 22, 0, 7, "delete", ""},
    {"refunds", 6, 803112, 388.9e6, 6.4, 6.4, 30, "delete", "billing"},
    {"audit.log", 3, 66120481, 31e9, 5.1, 0, 365, "delete", ""},
    {"returns", 3, 210774, 96.3e6, 1.2, 1.2, 30, "delete", "stock-view"},
    {"orders.dlq", 1, 1204, 3.1e6, 0.2, 0, 30, "delete", ""},
    {"payments.v1.retry", 3, 618, 1.2e6, 0.1, 0.1, 7, "delete", "billing"},
    {"adder", 2, 10000, 214.6e3, 0, 0, 7, "delete", "adder-workers"},
    {"currency-rates", 1, 8640, 1.4e6, 0, 0, 2, "delete", ""},
    {"schema-changes", 1, 412, 96.2e3, 0, 0, -1, "delete", ""},
    {"test-jana", 1, 0, 0, 0, 0, 7, "delete", ""},
};

/// Rises and falls like traffic, always the same for the same name and time: qHash is not, it is seeded anew
/// in every process.
double wave(const QString& name, double minute) {
    const double seed = double(qChecksum(name.toUtf8()) % 1000) / 100;
    return 1 + 0.08 * std::sin(minute * 0.9 + seed) + 0.05 * std::sin(minute * 3.1 + seed * 2) +
           0.03 * std::sin(minute * 11 + seed * 3);
}

session::Sparkline sparkline(const QString& name, double rate) {
    session::Sparkline result;
    for (int i = 0; i < 31; ++i)
        result << float(rate * wave(name, i * 0.5));
    return result;
}

} // namespace

session::ClusterSnapshot sampleSnapshot(qint64 nowMs) {
    session::ClusterSnapshot s;
    s.takenAtMs = nowMs;
    s.clusterId = QStringLiteral("sample");
    s.version = QStringLiteral("Kafka 4.3");
    for (int id = 1; id <= 3; ++id)
        s.brokers.push_back({id, QStringLiteral("broker-%1.staging").arg(id), 9092, {}, id == 2});
    double in = 0, out = 0;
    for (const Sample& sample : samples) {
        session::TopicRow t;
        t.name = QString::fromLatin1(sample.name);
        t.internal = t.name.startsWith(QLatin1String("__"));
        t.partitions = sample.partitions;
        t.replication = 3;
        t.messages = sample.messages;
        t.size = qint64(sample.size);
        t.inPerSecond = sample.in;
        t.outPerSecond = sample.out;
        t.bytesInPerSecond = sample.in * 340;
        t.sparkline = sparkline(t.name, sample.in);
        t.retentionMs = sample.retentionDays < 0 ? -1 : sample.retentionDays * 86'400'000;
        t.retentionBytes = -1;
        t.cleanup = QString::fromLatin1(sample.cleanup);
        t.groups = QString::fromLatin1(sample.groups).split(QLatin1Char(','), Qt::SkipEmptyParts);
        if (sample.messages > 0)
            t.lastRecordMs = nowMs - qint64(10'000 / (sample.in + 0.01));
        for (int p = 0; p < t.partitions; ++p) {
            session::PartitionRow row;
            row.id = p;
            row.leader = p % 3 + 1;
            row.replicas = {p % 3 + 1, (p + 1) % 3 + 1, (p + 2) % 3 + 1};
            row.inSyncReplicas = row.replicas;
            row.leaderEpoch = 18;
            row.logStart = 1000 * p;
            row.end = *row.logStart + sample.messages / t.partitions;
            row.lastStable = row.end;
            row.size = *t.size / t.partitions;
            row.inPerSecond = sample.in / t.partitions;
            row.lastRecordMs = t.lastRecordMs;
            t.partitionRows.push_back(row);
        }
        s.figures.partitions += t.partitions;
        ++s.figures.topics;
        s.figures.internalTopics += t.internal ? 1 : 0;
        in += sample.in;
        out += sample.out;
        s.topics.push_back(std::make_shared<const session::TopicRow>(std::move(t)));
    }
    std::sort(s.topics.begin(), s.topics.end(),
              [](const auto& a, const auto& b) { return a->name < b->name; });
    const std::pair<const char*, qint64> groups[] = {
        {"adder-workers", 0},    {"billing", 48843},     {"fraud-detector", 5106}, {"lake-sink", 61330},
        {"order-enricher", 702}, {"sessionizer", 40212}, {"stock-view", 388}};
    for (const auto& [id, lag] : groups) {
        session::GroupRow g;
        g.id = QString::fromLatin1(id);
        g.state = session::GroupState::Stable;
        g.type = QStringLiteral("classic");
        g.protocol = QStringLiteral("range");
        g.coordinator = 2;
        g.members = 3;
        for (const auto& topic : s.topics)
            if (topic->groups.contains(g.id))
                g.topics << topic->name;
        // The bigger the topic, the more of the lag is its own.
        qint64 rest = lag;
        for (const auto& name : g.topics) {
            const qint64 own = name == g.topics.last() ? rest : rest * 2 / 3;
            rest -= own;
            session::GroupPartitionRow row;
            row.topic = name;
            row.owners = 1;
            row.memberId = row.clientId = g.id + QStringLiteral("-1");
            row.host = QStringLiteral("10.20.4.17");
            row.commitState = session::CommitState::Committed;
            row.logStart = 0;
            row.end = 15'000'000;
            row.committed = *row.end - own;
            row.lag = own;
            row.sparkline = sparkline(name, double(own));
            g.partitionRows.push_back(row);
            g.topicRows.push_back(
                {.topic = name, .lag = own, .outPerSecond = 400, .sparkline = row.sparkline});
        }
        g.lag = lag;
        g.outPerSecond = 1200;
        g.sparkline = sparkline(g.id, double(lag));
        s.groups.push_back(std::make_shared<const session::GroupRow>(std::move(g)));
    }
    s.figures.groups = int(s.groups.size());
    s.figures.inPerSecond = in;
    s.figures.outPerSecond = out;
    s.figures.bytesInPerSecond = in * 608;
    s.figures.bytesOutPerSecond = out * 550;
    s.figures.worstLag = 61330;
    s.figures.worstLagGroup = QStringLiteral("lake-sink");
    s.intervalMs = 5000;
    return s;
}

void fillWithSample(session::ClusterSession& cluster, qint64 nowMs) {
    FakeSession& session = fakeOf(cluster);
    session.series().busiestTopics =
        QStringList{QStringLiteral("clickstream"), QStringLiteral("orders"), QStringLiteral("page-views"),
                    QStringLiteral("payments.v1"), QStringLiteral("inventory-changes")};
    session.series().busiestGroups =
        QStringList{QStringLiteral("billing"), QStringLiteral("lake-sink"), QStringLiteral("fraud-detector"),
                    QStringLiteral("order-enricher")};
    using session::EventKind;
    const auto state = [](session::GroupState s) { return qint64(s); };
    const QVector<session::ClusterEvent> events = {
        {nowMs - 4000, EventKind::LagRising, QStringLiteral("billing"), 5566, 48843, 1},
        {nowMs - 18'000, EventKind::UnderReplicated, QStringLiteral("shipments"), 0, 1, 1},
        {nowMs - 122'000, EventKind::InSyncAgain, QStringLiteral("shipments"), 1, 0, 1},
        {nowMs - 143'000, EventKind::GroupStateChanged, QStringLiteral("billing"),
         state(session::GroupState::PreparingRebalance), state(session::GroupState::Stable)},
        {nowMs - 225'000,
         EventKind::TopicConfigChanged,
         QStringLiteral("orders"),
         0,
         0,
         1,
         0,
         {{QStringLiteral("retention.ms"), QStringLiteral("LONG"), QStringLiteral("604800000"),
           QStringLiteral("86400000")}}},
        {nowMs - 800'000, EventKind::TopicAppeared, QStringLiteral("test-jana"), 0, 1, 1},
        {nowMs - 990'000, EventKind::LagGone, QStringLiteral("adder-workers"), 10000, 0, 1},
        {nowMs - 1'100'000, EventKind::Connected, QStringLiteral("staging"), 0, 0, 1},
    };
    const session::ClusterSnapshot sample = sampleSnapshot(nowMs);
    session.series().history = [nowMs, sample](const session::SeriesKey& key, qint64 rangeMs, int points) {
        double level = 0;
        const QString name = key.quantity == session::Quantity::Lag ? key.group : key.topic;
        for (const auto& topic : sample.topics)
            if (topic->name == key.topic || key.topic.isEmpty())
                level += key.quantity == session::Quantity::MessagesOut ||
                                 key.quantity == session::Quantity::BytesOut
                             ? topic->outPerSecond.value_or(0)
                             : topic->inPerSecond.value_or(0);
        if (key.quantity == session::Quantity::BytesIn || key.quantity == session::Quantity::BytesOut)
            level *= 560;
        if (key.quantity == session::Quantity::Lag) {
            level = 0;
            for (const auto& group : sample.groups)
                if (group->id == key.group)
                    level =
                        key.group == QLatin1String("billing") ? 8000.0 : double(group->lag.value_or(0)) / 12;
        }
        session::SeriesPoints result;
        for (int i = 0; i < points; ++i) {
            const qint64 at = nowMs - rangeMs + rangeMs * i / (points - 1);
            const double minute = double(at) / 60'000;
            double value = level * wave(name, minute);
            const double share = double(i) / points;
            if (name == QLatin1String("billing")) {
                if (share > 0.3 && share < 0.35)
                    value = qQNaN();
                if (share > 0.9)
                    value += (share - 0.9) * 400'000;
            }
            result << QPointF(double(at), value);
        }
        return result;
    };
    session.data().publish(sample);
    session.data().tell(events);
}

} // namespace support
