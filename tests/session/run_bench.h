#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include "client/cluster.h"
#include "client/producer.h"
#include "session/runs/live_runs.h"
#include "support/cluster_under_test.h"

/// What tests of runs share.
namespace run_bench {

using namespace session;

/// Runs on the cluster under test, remembered in a folder of the test; for tests to derive from.
class RunBench {
protected:
    RunBench() {
        m_options.bootstrap = m_under.bootstrap();
        m_cluster = *client::connect(m_options);
        restart();
    }
    /// As if the program had ended and was started again.
    void restart() {
        m_runs.reset();
        m_settings.reset();
        m_settings = std::make_unique<SettingsStore>(m_folder.filePath("settings.ini"));
        m_runs = std::make_unique<LiveRuns>(*m_settings);
    }
    [[nodiscard]] ConnectionProfile here() const {
        ConnectionProfile out;
        out.id = QUuid::createUuid();
        out.name = "here";
        out.bootstrap = QString::fromStdString(m_under.bootstrap());
        return out;
    }
    RunPtr ended(QString id) {
        if (!QTest::qWaitFor([&] { return m_runs->find(id)->state != RunState::Running; }, 30'000))
            qFatal("the run does not end");
        return m_runs->find(id);
    }
    /// Lives as long as `run`.
    static const RunLine* noted(const RunPtr& run, RunNote what) {
        const auto found = std::ranges::find(run->log, what, &RunLine::note);
        return found == run->log.end() ? nullptr : &*found;
    }
    /// Tests send records of long ago: unless `configs` say otherwise, they stay.
    QString makeTopic(std::map<std::string, std::string> configs = {}, int partitions = 1) {
        configs.emplace("retention.ms", "-1");
        const std::vector<client::NewTopic> topics{{.name = support::ClusterUnderTest::fresh("runs"),
                                                    .partitions = partitions,
                                                    .configs = std::move(configs)}};
        if (m_cluster->createTopics(topics).value().front().error)
            qFatal("no topic");
        return QString::fromStdString(topics.front().name);
    }
    [[nodiscard]] QString fileOf(const QByteArray& lines) const {
        QFile file(m_folder.filePath("lines.jsonl"));
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            qFatal("no file");
        return file.fileName();
    }
    /// Values of 100 000 bytes into partition 0.
    void send(const QString& topic, char fill, int count) {
        client::ProducerOptions options;
        options.connect = m_options;
        const auto producer = *client::Producer::create(options, m_reaper);
        for (int i = 0; i < count; ++i)
            QVERIFY(producer->send({.topic = topic.toStdString(),
                                    .partition = base::PartitionId(0),
                                    .value = std::string(100'000, fill),
                                    .timestampMs = 1'700'000'000'000}));
        QVERIFY(producer->flush(std::chrono::seconds(30)));
    }

    support::ClusterUnderTest m_under;
    client::ConnectOptions m_options;
    client::Reaper m_reaper;
    std::shared_ptr<client::Cluster> m_cluster;
    QTemporaryDir m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<LiveRuns> m_runs;
};

} // namespace run_bench
