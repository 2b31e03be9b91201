#include "review/scenes.h"

#include "widgets/prompts/about_dialog.h"
#include "widgets/prompts/add_partitions_dialog.h"
#include "widgets/prompts/confirm_dialog.h"
#include "widgets/prompts/connect_dialog.h"
#include "widgets/prompts/create_topic_dialog.h"
#include "widgets/prompts/delete_records_dialog.h"
#include "widgets/prompts/edit_setting_dialog.h"
#include "widgets/prompts/empty_before_dialog.h"
#include "widgets/prompts/produce_dialog.h"
#include "widgets/prompts/review_config_dialog.h"

namespace review {
namespace {

using support::WindowBench;

const session::TopicRow* topicOf(const WindowBench& bench, const QString& name) {
    for (const auto& topic : bench.cluster->data().snapshot()->topics)
        if (topic->name == name)
            return topic.get();
    return nullptr;
}

auto page(const char* kind) {
    return [kind](WindowBench& bench, const QString&, const QString&) { bench.open(kind); };
}
auto topicPart(const char* part) {
    return [part](WindowBench& bench, const QString& topic, const QString&) {
        bench.open("topic", topic, part);
    };
}
auto key(QKeyCombination keys) {
    return [keys](WindowBench& bench, const QString&, const QString&) {
        bench.window->activateWindow();
        if (!QTest::qWaitForWindowActive(bench.window.get()))
            qFatal("the window never became active");
        QTest::keyClick(bench.window.get(), keys.key(), keys.keyboardModifiers());
    };
}

void startBroker(WindowBench& bench, const QString&, const QString&) {
    session::LocalBrokerOptions options;
    options.dataFolder = bench.path("kept");
    options.storage = session::BrokerStorage::Kept;
    bench.broker->attached = {
        {1, QStringLiteral("console"), QStringLiteral("milena 0.1"), QStringLiteral("127.0.0.1:40001"),
         WindowBench::now, 512, 18'000, 90'000, true},
        {2, QStringLiteral("kcat"), QStringLiteral("librdkafka 2.0.2"), QStringLiteral("127.0.0.1:40002"),
         WindowBench::now, 123'456, 18'000'000, 90, false}};
    session::BrokerCounters& figures = bench.broker->figures;
    figures.uptimeMs = 3'600'000;
    figures.requests = 123'456;
    figures.bytesIn = 18'000'000;
    figures.bytesOut = 90'000'000;
    figures.recordsIn = 40'000;
    figures.dataBytes = 71'000'000;
    figures.freeBytes = 9'000'000'000;
    figures.connections = 2;
    bench.workspace->localBroker().start(options);
    if (!QTest::qWaitFor([&] { return bench.workspace->clusters().local() != nullptr; }))
        qFatal("the local broker has no session");
    bench.cluster = bench.workspace->clusters().local();
    support::fillWithSample(*bench.cluster, WindowBench::now);
    for (int i = 0; i < 20; ++i)
        bench.broker->say(
            QStringLiteral("the partition orders-%1 was created with its default settings").arg(i));
    bench.open("local-broker");
}

void confirm(WindowBench& bench, const QString& topic, const QString&) {
    widgets::Prompts::Question question;
    question.title = QStringLiteral("Delete topic");
    question.text =
        QStringLiteral("%1 and all of its records go, on every broker. Nobody can bring them back.")
            .arg(topic);
    question.button = QStringLiteral("Delete topic");
    question.typedName = topic;
    question.destructive = true;
    question.command =
        QStringLiteral("kafka-topics.sh --bootstrap-server staging:9092 --delete --topic %1").arg(topic);
    (new widgets::ConfirmDialog(question, bench.window.get()))->open();
}

void addPartitions(WindowBench& bench, const QString& topic, const QString&) {
    if (const auto* row = topicOf(bench, topic))
        (new widgets::AddPartitionsDialog(bench.cluster->topics(), bench.cluster->data(),
                                          bench.cluster->profile(), *row, bench.window.get()))
            ->open();
}

void deleteRecords(WindowBench& bench, const QString& topic, const QString&) {
    if (const auto* row = topicOf(bench, topic))
        (new widgets::DeleteRecordsDialog(bench.cluster->topics(), bench.cluster->data(),
                                          bench.cluster->profile(), *row, row->partitionRows.front(),
                                          bench.window.get()))
            ->open();
}

void reviewConfig(WindowBench& bench, const QString& topic, const QString&) {
    models::ConfigLine line;
    line.row.name = QStringLiteral("retention.ms");
    line.row.value = QStringLiteral("604800000");
    line.edit = base::ConfigEdit{"retention.ms", "86400000"};
    if (const auto* known = topicOf(bench, topic))
        (new widgets::ReviewConfigDialog(bench.cluster->topics(), bench.cluster->profile(), *known,
                                         known->cleanup, {line}, bench.window.get()))
            ->open();
}

void configuration(WindowBench& bench, const QString& topic, const QString&) {
    const auto row = [](const char* name, const char* value, const char* source) {
        session::ConfigRow out;
        out.name = QString::fromLatin1(name);
        out.value = QString::fromLatin1(value);
        out.source = QString::fromLatin1(source);
        out.overridden = out.source == QLatin1String("DYNAMIC_TOPIC_CONFIG");
        out.defaultValue = QString::fromLatin1(value);
        out.documentation =
            QStringLiteral("What the brokers say about this setting, in one or two sentences.");
        return out;
    };
    const char *set = "DYNAMIC_TOPIC_CONFIG", *unset = "DEFAULT_CONFIG";
    bench.fake().topics().configRows = {
        row("cleanup.policy", "delete", unset), row("retention.ms", "86400000", set),
        row("max.message.bytes", "1048588", unset), row("segment.bytes", "1073741824", unset),
        row("leader.replication.throttled.replicas", "", unset)};
    bench.open("topic", topic, "configuration");
}

session::ConfigRow setting(const QString& name, const QString& type, const QString& value,
                           const QString& documentation, bool overridden = false) {
    session::ConfigRow out;
    out.name = name;
    out.type = type;
    out.value = value;
    out.defaultValue = overridden ? QStringLiteral("0") : value;
    out.overridden = overridden;
    out.documentation = documentation;
    return out;
}

void knowSettings(WindowBench& bench) {
    bench.fake().topics().configRows = {
        setting(QStringLiteral("cleanup.policy"), QStringLiteral("LIST"), QStringLiteral("compact,delete"),
                QStringLiteral("What happens to old segments."), true),
        setting(QStringLiteral("follower.replication.throttled.replicas"), QStringLiteral("LIST"), {},
                QStringLiteral("Replicas whose fetching is throttled on the follower.")),
        setting(
            QStringLiteral("message.timestamp.after.max.ms"), QStringLiteral("LONG"),
            QStringLiteral("3600000"),
            QStringLiteral("How far in the future a record's timestamp may lie, in milliseconds. A record "
                           "beyond that is refused with INVALID_TIMESTAMP, and with it its whole batch."),
            true),
        setting(QStringLiteral("min.cleanable.dirty.ratio"), QStringLiteral("DOUBLE"), QStringLiteral("0.5"),
                QStringLiteral("Share of uncompacted bytes from which compaction starts."), true),
        setting(QStringLiteral("preallocate"), QStringLiteral("BOOLEAN"), QStringLiteral("false"),
                QStringLiteral("Whether a new segment file takes its whole size at once."), true),
        setting(QStringLiteral("segment.bytes"), QStringLiteral("INT"), QStringLiteral("1073741824"),
                QStringLiteral("Size at which a segment is closed."), true)};
}

void cloneTopic(WindowBench& bench, const QString& topic, const QString&) {
    knowSettings(bench);
    if (const auto* row = topicOf(bench, topic))
        (new widgets::CreateTopicDialog(bench.cluster->topics(), bench.cluster->data(),
                                        bench.cluster->profile(), bench.window.get(), row))
            ->open();
}

/// The first topics of the cluster, with the one that is looked at.
QStringList someTopics(const WindowBench& bench, const QString& topic) {
    QStringList names{topic};
    for (const auto& row : bench.cluster->data().snapshot()->topics)
        if (names.size() < 9 && !names.contains(row->name))
            names += row->name;
    return names;
}

void chooseSetting(WindowBench& bench, const QString& part) {
    bench.click("chooseSetting");
    QTest::keyClicks(bench.see("settingSearch"), part);
    QTest::keyClick(bench.see("settingSearch"), Qt::Key_Return);
    QTest::keyClick(bench.see("knownSettingsTable"), Qt::Key_Return);
}

void editSetting(WindowBench& bench, const QString& topic, const QString&) {
    knowSettings(bench);
    (new widgets::EditSettingDialog(bench.cluster->topics(), bench.cluster->profile(),
                                    someTopics(bench, topic), {}, bench.window.get()))
        ->open();
    QTest::qWait(30);
    chooseSetting(bench, QStringLiteral("timestamp.after"));
}

void emptyBefore(WindowBench& bench, const QString& topic, const QString&) {
    bench.fake().topics().cuts.clear();
    for (const QString& name : someTopics(bench, topic))
        for (int partition = 0; partition < 3; ++partition)
            bench.fake().topics().cuts.push_back(
                {name, partition, 1'000, 18'204'311, partition == 2 ? 1'000 : 17'100'012});
    (new widgets::EmptyBeforeDialog(bench.cluster->topics(), bench.cluster->data(), bench.cluster->profile(),
                                    someTopics(bench, topic), models::Zone::Utc,
                                    topic.size() > 100 ? topic : QString(), bench.window.get()))
        ->open();
    bench.type("emptyBeforeTime", QStringLiteral("-7d"));
    QTest::qWait(400);
}

session::ClusterSnapshot withLongNames(session::ClusterSnapshot snapshot, QString& topic, QString& group) {
    const auto longer = [](const QString& name) {
        return (name + QStringLiteral(".part-of-a-long-name")).repeated(12).left(249);
    };
    auto row = *snapshot.topics.front();
    row.name = topic = longer(row.name);
    row.groups = QStringList{longer(QStringLiteral("first-group")), longer(QStringLiteral("second-group"))};
    snapshot.topics.front() = std::make_shared<const session::TopicRow>(std::move(row));
    auto groupRow = *snapshot.groups.front();
    groupRow.id = group = longer(groupRow.id);
    groupRow.topics = QStringList{topic};
    for (auto& partition : groupRow.partitionRows) {
        partition.topic = topic;
        partition.clientId = partition.memberId = longer(QStringLiteral("client"));
    }
    snapshot.groups.front() = std::make_shared<const session::GroupRow>(std::move(groupRow));
    snapshot.figures.worstLagGroup = group;
    return snapshot;
}

session::ClusterSnapshot withManyTopics(session::ClusterSnapshot snapshot) {
    for (int i = 0; i < 10'000; ++i) {
        auto row = *snapshot.topics[std::size_t(i) % 20];
        row.name += QStringLiteral("-%1").arg(i, 5, 10, QLatin1Char('0'));
        snapshot.topics.push_back(std::make_shared<const session::TopicRow>(std::move(row)));
    }
    std::ranges::sort(snapshot.topics, {}, [](const auto& t) { return t->name; });
    snapshot.figures.topics = int(snapshot.topics.size());
    snapshot.figures.partitions = 123'456;
    return snapshot;
}

std::vector<Scene> pages() {
    return {
        {"welcome", [](WindowBench& bench, const QString&, const QString&) { bench.window->openPane({}); }},
        {"overview", page("overview")},
        {"topics", page("topics")},
        {"groups", page("groups")},
        {"group",
         [](WindowBench& bench, const QString&, const QString& group) { bench.open("group", group); }},
        {"messages", topicPart("messages")},
        {"partitions", topicPart("partitions")},
        {"configuration", configuration},
        {"groups-of-topic", topicPart("groups")},
        {"help", key(Qt::Key_F1)},
        {"settings", key(Qt::CTRL | Qt::Key_Comma)},
        {"about", [](WindowBench& bench, const QString&,
                     const QString&) { (new widgets::AboutDialog(bench.window.get()))->open(); }},
        {"connect",
         [](WindowBench& bench, const QString&, const QString&) {
             (new widgets::ConnectDialog(bench.workspace->clusters(), {}, bench.window.get()))->open();
         }},
        {"create_topic",
         [](WindowBench& bench, const QString&, const QString&) {
             (new widgets::CreateTopicDialog(bench.cluster->topics(), bench.cluster->data(),
                                             bench.cluster->profile(), bench.window.get()))
                 ->open();
         }},
        {"produce",
         [](WindowBench& bench, const QString& topic, const QString&) {
             (new widgets::ProduceDialog(bench.cluster->records(), bench.cluster->topics(),
                                         bench.cluster->data(), bench.cluster->connection(), topic,
                                         models::Zone::Utc, bench.workspace->settings(), bench.window.get()))
                 ->open();
         }},
        {"confirm", confirm},
        {"add_partitions", addPartitions},
        {"delete_records", deleteRecords},
        {"review_config", reviewConfig},
        {"clone_topic", cloneTopic},
        {"edit_setting", editSetting},
        {"empty_before", emptyBefore},
    };
}

/// Last: they change which cluster is shown.
std::vector<Scene> brokerScenes() {
    return {
        {"local-broker", startBroker},
        {"broker_settings",
         [](WindowBench& bench, const QString&, const QString&) { bench.click("brokerSettingsButton"); }},
    };
}

} // namespace

const std::vector<Scene>& scenes() {
    static const std::vector<Scene> all = [] {
        std::vector<Scene> out;
        for (auto scenes : {pages(), recordScenes(), brokerScenes()})
            std::ranges::move(scenes, std::back_inserter(out));
        return out;
    }();
    return all;
}

Stage::Stage(Cluster cluster) : topic(QStringLiteral("orders")), group(QStringLiteral("billing")) {
    const auto now = WindowBench::now;
    switch (cluster) {
    case Cluster::Sample:
        break;
    case Cluster::TwelveTabs:
        for (int i = 0; i < 12; ++i)
            bench.open("topic", bench.cluster->data().snapshot()->topics[std::size_t(i)]->name);
        break;
    case Cluster::LongNames: {
        bench.fake().data().publish(withLongNames(support::sampleSnapshot(now), topic, group));
        break;
    }
    case Cluster::Empty: {
        session::ClusterSnapshot empty;
        empty.takenAtMs = now;
        empty.figures.groups = 0;
        empty.brokers.push_back({1, QStringLiteral("broker-1.staging"), 9092, {}, true});
        bench.fake().series().history = nullptr;
        bench.fake().data().tell({});
        bench.fake().series().busiestTopics.clear();
        bench.fake().series().busiestGroups.clear();
        bench.fake().data().publish(empty);
        break;
    }
    case Cluster::Dead:
        bench.fake().connection().errorNow =
            base::Error{-195, "_TRANSPORT", "Connection to broker-1.staging:9092 was refused.",
                        "Check that the broker runs and that the address is right.", true};
        bench.fake().connection().lostSince = now - 60'000;
        bench.fake().connection().nextTry = now + 8'000;
        bench.fake().connection().become(session::ConnectionState::Lost);
        break;
    case Cluster::ManyTopics:
        bench.fake().data().publish(withManyTopics(support::sampleSnapshot(now)));
        break;
    }
}

} // namespace review
