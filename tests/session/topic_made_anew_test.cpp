#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "run_bench.h"
#include "session/records/live_record_browser.h"
#include "support/file_limit.h"

using namespace session;

/// What was read of a topic that is another by now, with records at the same offsets.
class TopicMadeAnewTest : public QObject, run_bench::RunBench {
    Q_OBJECT

    QString m_topic;

    void makeAnew(char fill, int count) {
        const std::vector<std::string> names{m_topic.toStdString()};
        const std::vector<client::NewTopic> topics{
            {.name = names.front(), .partitions = 1, .configs = {{"retention.ms", "-1"}}}};
        QVERIFY(!m_cluster->deleteTopics(names).value().front().error);
        bool isMade = false;
        const auto make = [&] {
            return isMade = isMade || !m_cluster->createTopics(topics).value()[0].error;
        };
        QTRY_VERIFY(make());
        send(m_topic, fill, count);
    }
    void read(LiveRecordBrowser& browser, int limit = 500) {
        BrowseQuery query;
        query.seek = SeekKind::Oldest;
        query.limit = limit;
        browser.run(query);
        QTRY_COMPARE(browser.state(), BrowseState::Stopped);
        QVERIFY(browser.rowCount() > 0);
    }
    [[nodiscard]] std::unique_ptr<LiveRecordBrowser> browse() const {
        return std::make_unique<LiveRecordBrowser>(m_options, m_topic, nullptr);
    }

private slots:
    void init() {
        m_topic = makeTopic();
        send(m_topic, 'a', 1);
    }

    void aRecordOfTheOneBeforeIsNotReadWhole() {
        for (const char fill : {'b', 'a'}) { // even one that looks the same
            init();
            const auto browser = browse();
            read(*browser);
            makeAnew(fill, 1);
            QSignalSpy loaded(browser.get(), &RecordBrowser::recordLoaded);
            QSignalSpy failed(browser.get(), &RecordBrowser::recordFailed);
            browser->loadWhole(browser->row(0));
            QTRY_COMPARE(failed.size(), 1);
            QCOMPARE(loaded.size(), 0);
            auto* job = browser->readWhole({browser->row(0)}, this);
            QSignalSpy jobFailed(job, &JobBase::failed);
            QTRY_COMPARE(jobFailed.size(), 1);
            QCOMPARE(jobFailed[0][0].value<base::Error>().name, std::string("ANOTHER_TOPIC"));
        }
    }

    void whatStoodBeforeARecordOfTheOneBeforeIsNotGuessed() {
        send(m_topic, 'a', 200);
        const auto browser = browse();
        read(*browser);
        const RecordRow old = browser->row(150);
        makeAnew('b', 10); // which ends before that offset
        QSignalSpy known(browser.get(), &RecordBrowser::beforeKnown);
        browser->lookBefore(old);
        QTRY_VERIFY(browser->findChildren<JobBase*>().isEmpty());
        read(*browser);
        browser->lookBefore(old); // shown apart from the table
        QTRY_VERIFY(browser->findChildren<JobBase*>().isEmpty());
        QCOMPARE(known.size(), 0);
        browser->lookBefore(browser->row(1));
        QTRY_COMPARE(known.size(), 1);
        QCOMPARE(known[0][1].value<RecordBefore>(), RecordBefore::Record);
    }

    void moreDoesNotMixTheRowsOfBoth() {
        send(m_topic, 'a', 3);
        const auto browser = browse();
        read(*browser, 2);
        QCOMPARE(browser->stopReason(), StopReason::LimitReached);
        makeAnew('b', 4);
        const QString id = browser->topicId();
        browser->more();
        QTRY_COMPARE(browser->state(), BrowseState::Stopped);
        QCOMPARE(browser->stopReason(), StopReason::TopicReplaced);
        QCOMPARE(browser->rowCount(), 2);
        QCOMPARE(browser->row(1).value->front(), 'a');
        QCOMPARE(browser->topicId(), id);
        read(*browser);
        QCOMPARE(browser->rowCount(), 4);
        QCOMPARE(browser->row(0).value->front(), 'b');
    }

    void anExportDoesNotGoOnInTheOther() {
        send(m_topic, 'a', 40);
        ExportDraft draft{.topic = m_topic, .path = m_folder.filePath("on.jsonl")};
        QString id;
        {
            const support::FileLimit full(3'000'000);
            id = m_runs->startExport(here(), draft);
            QCOMPARE(ended(id)->state, RunState::Failed);
        }
        const qint64 written = m_runs->find(id)->figures.records;
        QVERIFY(written > 0 && written < 41);
        makeAnew('b', 41);
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(ended(id)->state, RunState::Failed);
        QCOMPARE(m_runs->find(id)->error->name, std::string("ANOTHER_TOPIC"));
        QCOMPARE(m_runs->find(id)->figures.records, written);
        QFile file(draft.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("bbbb"));
    }

    void aSendingThatGoesOnIntoTheOtherSaysSo() {
        ImportDraft draft{fileOf(QByteArray("{\"payload\":\"a\"}\n").repeated(100)), m_topic, {}};
        draft.sending.perSecond = 40;
        const auto told = [this](const QString& id) {
            return std::ranges::count(m_runs->find(id)->log, RunNote::TopicMadeAnew, &RunLine::note);
        };
        QString id = m_runs->startImport(here(), draft);
        QTRY_VERIFY(m_runs->find(id)->figures.records > 0);
        m_runs->stop(id);
        QCOMPARE(ended(id)->state, RunState::Stopped);
        makeAnew('b', 1);
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(ended(id)->state, RunState::Finished);
        QCOMPARE(told(id), 1);
        id = m_runs->repeat(id);
        QCOMPARE(ended(id)->state, RunState::Finished);
        QCOMPARE(told(id), 0);
    }

    void ofASendingThatHadSentNothingNothingIsGone() {
        const QString id =
            m_runs->startImport(here(), {fileOf("no record\n{\"payload\":\"a\"}\n"), m_topic, {}});
        QCOMPARE(ended(id)->state, RunState::Failed);
        makeAnew('b', 1);
        m_runs->goOn(id, Skip::Fault);
        QCOMPARE(ended(id)->state, RunState::Finished);
        QCOMPARE(m_runs->find(id)->figures.records, 1);
        QVERIFY(!noted(m_runs->find(id), RunNote::TopicMadeAnew));
    }

    void aRunDoesNotTakeTheOtherRecord() {
        const auto browser = browse();
        read(*browser);
        const QString file = m_folder.filePath("rows.jsonl");
        ExportDraft exported{.topic = m_topic, .rows = {browser->row(0)}, .path = file, .replace = true};
        SendAgainDraft sent{
            QString::fromStdString(m_under.bootstrap()), m_topic, {browser->row(0)}, m_topic, {}};
        makeAnew('b', 1);
        for (const bool known : {true, false}) {
            exported.rowsTopicId = sent.fromTopicId = known ? browser->topicId() : QString();
            const std::string name = known ? "ANOTHER_TOPIC" : "RECORD_REPLACED";
            const RunPtr one = ended(m_runs->startExport(here(), exported));
            QCOMPARE(one->state, RunState::Failed);
            QCOMPARE(one->error->name, name);
            QVERIFY(one->error->cause.starts_with("Another record stands at offset 0 of partition 0"));
            const RunPtr other = ended(m_runs->startSending(here(), sent));
            QCOMPARE(other->state, RunState::Failed);
            QCOMPARE(other->error->name, name);
            QCOMPARE(other->figures.records, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TopicMadeAnewTest)
#include "topic_made_anew_test.moc"
