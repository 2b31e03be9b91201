#include <algorithm>
#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTimer>

#include "facts/facts_json.h"
#include "session/workspace.h"

// What a session tells of a cluster, as one JSON object. See --help.

namespace {

using namespace session;

constexpr int patienceMs = 90'000;
constexpr int settledRounds = 3, mostRounds = 20;

template <class T>
bool isAnswered(const Reading<T>& reading) {
    return reading || reading.reason();
}

/// Settings and sizes are asked for in turns: all of them have come once. What nobody leads has no size to
/// ask for.
bool isWhole(const ClusterSnapshot& snapshot) {
    return snapshot.takenAtMs > 0 && snapshot.figures.groups &&
           std::ranges::all_of(snapshot.topics, [](const TopicPtr& topic) {
               const bool isLed =
                   std::ranges::all_of(topic->partitionRows, [](const PartitionRow& partition) {
                       return partition.leader.has_value();
                   });
               return (!isLed || isAnswered(topic->size)) && isAnswered(topic->cleanup) &&
                      isAnswered(topic->messages);
           });
}

/// Watches a cluster, then reads records and settings, then prints.
class Teller : public QObject {
public:
    Teller(ClusterSession& cluster, int settleMs, const QStringList& recordsOf)
        : m_cluster(cluster), m_settleMs(settleMs), m_recordsOf(recordsOf) {
        connect(&m_cluster.data(), &ClusterData::snapshotChanged, this, &Teller::look);
    }

private:
    void look() {
        const auto snapshot = m_cluster.data().snapshot();
        QStringList names;
        for (const auto& topic : snapshot->topics)
            names << topic->name;
        m_cluster.data().setInterest(this, names);
        // The first whole one may have been planned before all was visible, and who is asked beside the
        // rounds answers in a later one; on a cluster that lacks a part that may be never.
        if (m_taken || !isWhole(*snapshot) || ++m_wholeRounds < settledRounds ||
            (!snapshot->partialReason.isEmpty() && m_wholeRounds < mostRounds))
            return;
        m_taken = true;
        QTimer::singleShot(m_settleMs, this, [this] {
            m_told = facts::json(*m_cluster.data().snapshot());
            readRecords();
        });
    }

    void readRecords() {
        if (m_recordsOf.isEmpty())
            return readSettings();
        const QString topic = m_recordsOf.takeFirst();
        auto* browser = m_cluster.records().browse(topic, this);
        connect(browser, &RecordBrowser::stateChanged, this, [this, browser, topic] {
            if (browser->state() != BrowseState::Stopped)
                return;
            browser->disconnect(this);
            QJsonArray rows;
            for (int i = 0; i < browser->rowCount(); ++i)
                rows << facts::json(browser->row(i));
            m_records[topic] = rows;
            readRecords();
        });
        BrowseQuery all;
        all.seek = SeekKind::Oldest;
        all.controlRecords = true;
        all.limit = 10'000;
        browser->run(all);
    }

    void readSettings() {
        const auto snapshot = m_cluster.data().snapshot();
        m_waiting = int(snapshot->topics.size());
        for (const auto& topic : snapshot->topics)
            m_cluster.topics()
                .config(topic->name, this)
                ->then(
                    this,
                    [this, name = topic->name](const std::vector<ConfigRow>& rows) {
                        m_settings[name] = facts::json(rows);
                        if (--m_waiting == 0)
                            print();
                    },
                    [](const base::Error& error) {
                        std::fprintf(stderr, "%s: %s\n", error.name.c_str(), error.cause.c_str());
                        QCoreApplication::exit(1);
                    });
    }

    void print() {
        m_told[QStringLiteral("records")] = m_records;
        m_told[QStringLiteral("settings")] = m_settings;
        std::fputs(QJsonDocument(m_told).toJson(QJsonDocument::Compact).constData(), stdout);
        QCoreApplication::exit(0);
    }

    ClusterSession& m_cluster;
    const int m_settleMs;
    QStringList m_recordsOf;
    int m_wholeRounds = 0, m_waiting = 0;
    bool m_taken = false;
    QJsonObject m_told, m_records, m_settings;
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication program(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addPositionalArgument(QStringLiteral("bootstrap"), QStringLiteral("Where the cluster is."));
    const QCommandLineOption settle(QStringLiteral("settle"),
                                    QStringLiteral("Watches for so many seconds more."),
                                    QStringLiteral("seconds"), QStringLiteral("0"));
    const QCommandLineOption records(QStringLiteral("records"),
                                     QStringLiteral("Reads all of the topic's records."),
                                     QStringLiteral("topic"));
    options.addOptions({settle, records});
    options.process(program);
    if (options.positionalArguments().size() != 1)
        options.showHelp(2);
    const QTemporaryDir folder;
    Workspace workspace(nullptr, folder.filePath(QStringLiteral("settings.ini")));
    ConnectionProfile profile;
    profile.id = QUuid::createUuid();
    profile.name = QStringLiteral("cluster");
    profile.bootstrap = options.positionalArguments().constFirst();
    workspace.clusters().saveProfile(profile);
    ClusterSession* cluster = workspace.clusters().open(profile.id);
    cluster->connection().setIntervalMs(1000);
    const Teller teller(*cluster, options.value(settle).toInt() * 1000, options.values(records));
    QTimer::singleShot(patienceMs, &program, [&] {
        std::fprintf(stderr, "not whole: %s\n", qPrintable(cluster->data().snapshot()->partialReason));
        QCoreApplication::exit(1);
    });
    return QCoreApplication::exec();
}
