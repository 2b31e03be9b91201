#include <algorithm>
#include <map>

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "client/cluster.h"
#include "session/runs/import_preview.h"
#include "session/runs/live_runs.h"
#include "support/cluster_under_test.h"

using namespace session;

/// Records that are given times of long ago, and topics that keep records for so long only.
class ImportTimesTest : public QObject {
    Q_OBJECT

    static constexpr qint64 kHour = 3'600'000;

    QTemporaryDir m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<LiveRuns> m_runs;
    std::unique_ptr<support::ClusterUnderTest> m_under;

    void restart() {
        m_runs.reset();
        m_settings.reset();
        m_settings = std::make_unique<SettingsStore>(m_folder.filePath("settings.ini"));
        m_runs = std::make_unique<LiveRuns>(*m_settings);
    }
    QString makeTopic(const std::map<std::string, std::string>& configs) {
        client::ConnectOptions options;
        options.bootstrap = m_under->bootstrap();
        client::NewTopic topic{
            .name = support::ClusterUnderTest::fresh("kept"), .partitions = 1, .configs = configs};
        if ((*client::connect(options))->createTopics({{topic}}).value().front().error)
            qFatal("no topic");
        return QString::fromStdString(topic.name);
    }
    /// Two records of two hours ago, one of now and one without a time.
    QString file() {
        QFile file(m_folder.filePath("lines.jsonl"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        for (const qint64 ms : {now, now - 2 * kHour, now - 2 * kHour + 1})
            file.write(R"({"key":"k","payload":"a","ts":)" + QByteArray::number(ms) + "}\n");
        file.write(R"({"key":"k","payload":"b"})");
        return file.fileName();
    }
    [[nodiscard]] ConnectionProfile here() const {
        ConnectionProfile out;
        out.id = QUuid::createUuid();
        out.bootstrap = QString::fromStdString(m_under->bootstrap());
        return out;
    }
    RunLine noteOf(const QString& topic, const SendingDraft& sending = {}) {
        const QString id = m_runs->startImport(here(), {file(), topic, sending});
        if (!QTest::qWaitFor([&] { return m_runs->find(id)->state != RunState::Running; }, 30'000))
            qFatal("the run does not end");
        if (m_runs->find(id)->state != RunState::Finished)
            qFatal("the run fails");
        restart();
        const auto& log = m_runs->find(id)->log;
        const auto line = std::ranges::find(log, RunNote::OlderThanKept, &RunLine::note);
        return line == log.end() ? RunLine() : *line;
    }

private slots:
    void initTestCase() {
        m_under = std::make_unique<support::ClusterUnderTest>();
        restart();
    }

    void whatIsOlderThanTheTopicKeepsIsToldOf() {
        const RunLine told = noteOf(makeTopic({{"retention.ms", std::to_string(kHour)}}));
        QCOMPARE(told.count, 2);
        QCOMPARE(told.other, kHour);
    }

    void whatStaysIsNot() {
        QCOMPARE(noteOf(makeTopic({{"retention.ms", "-1"}})).count, 0);
        QCOMPARE(noteOf(makeTopic({{"retention.ms", std::to_string(3 * kHour)}})).count, 0);
        const auto hour = std::to_string(kHour);
        QCOMPARE(noteOf(makeTopic({{"retention.ms", hour}, {"cleanup.policy", "compact"}})).count, 0);
        QCOMPARE(
            noteOf(makeTopic({{"retention.ms", hour}, {"message.timestamp.type", "LogAppendTime"}})).count,
            0);
        SendingDraft anew;
        anew.keepTime = false;
        QCOMPARE(noteOf(makeTopic({{"retention.ms", hour}}), anew).count, 0);
    }

    void recordsSentAgainTellOfTheirTimes() {
        std::vector<RecordRow> rows;
        for (const qint64 ms : {qint64(-1), qint64(-1), qint64(0), QDateTime::currentMSecsSinceEpoch(),
                                QDateTime::currentMSecsSinceEpoch() - 2 * kHour}) {
            RecordRow row;
            row.timestampMs = ms;
            row.value = QByteArray("v");
            row.valueSize = 1;
            rows.push_back(row);
        }
        SendAgainDraft draft{{}, {}, rows, makeTopic({{"retention.ms", std::to_string(kHour)}}), {}};
        const auto counts = [&] {
            const QString id = m_runs->startSending(here(), draft);
            if (!QTest::qWaitFor([&] { return m_runs->find(id)->state == RunState::Finished; }, 30'000))
                qFatal("the run does not finish");
            const auto& log = m_runs->find(id)->log;
            QList<qint64> out;
            for (const auto what : {RunNote::WithoutTime, RunNote::UnusableTime, RunNote::OlderThanKept}) {
                const auto line = std::ranges::find(log, what, &RunLine::note);
                out += line == log.end() ? 0 : line->count;
            }
            return out;
        };
        QCOMPARE(counts(), (QList<qint64>{2, 1, 1}));
        draft.sending.keepTime = false;
        QCOMPARE(counts(), (QList<qint64>{0, 0, 0}));
    }

    void aLookAtTheFileFindsTheOldest() {
        const auto look = lookAtImport(file());
        QVERIFY(look && look->oldestMs);
        QVERIFY(QDateTime::currentMSecsSinceEpoch() - *look->oldestMs >= 2 * kHour);
    }
};

QTEST_GUILESS_MAIN(ImportTimesTest)
#include "import_times_test.moc"
