#include <QAction>
#include <QCheckBox>
#include <QDateTime>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

#include "models/formats.h"
#include "support/messages_page.h"
#include "widgets/common/segmented.h"
#include "widgets/common/table_view.h"
#include "widgets/panes/runs/run_view.h"
#include "widgets/prompts/export_dialog.h"
#include "widgets/prompts/partition_bars.h"
#include "widgets/prompts/send_again_dialog.h"

using namespace widgets;
using session::RunKind;
using session::RunState;
using support::WindowBench;
using Sending = session::Job<session::Nothing>;

class RunsTest : public QObject, support::MessagesPage {
    Q_OBJECT

    QString begin(Sending* job, const QString& topic = "orders") {
        return m_bench->workspace->runs().follow(
            job, {RunKind::Produce, m_bench->cluster->id(), "staging", topic});
    }
    void openRuns() { m_bench->window->openPane({PageKind::Runs, {}, {}}); }
    /// A sending of nine records that is a run now, and the chosen one on the page.
    QString follow(session::Job<session::ProducedRecords>* job) {
        const QString id = m_bench->workspace->runs().followSending(
            job, m_bench->cluster->profile(), {.topic = "orders", .value = "hello", .repeat = 9});
        openRuns();
        m_bench->see<TableView>("runTable")->selectIdentity(id);
        return id;
    }
    QString cell(int row, const char* column) {
        auto* table = m_bench->see<TableView>("runTable");
        for (int i = 0; i < table->model()->columnCount(); ++i)
            if (static_cast<models::LiveTable*>(table->proxy()->sourceModel())->columnInfo(i).id == column)
                return models::withPlainBlanks(table->model()->index(row, i).data().toString());
        return {};
    }
    void trigger(const char* action) {
        auto* found = m_bench->window->findChild<QAction*>(action);
        QVERIFY(found);
        found->trigger();
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void thePageShowsWhatRunsAndWhatCameOfIt() {
        openRuns();
        auto* job = new Sending;
        const QString id = begin(job);
        job->progress(612, 1000);
        QTRY_COMPARE(cell(0, "progress"), QString("61 %"));
        QCOMPARE(cell(0, "name"), QString("Produce to orders"));
        QCOMPARE(cell(0, "state"), QString("Running"));
        auto* table = m_bench->see<TableView>("runTable");
        table->selectIdentity(id);
        QVERIFY(m_bench->see("stopRun")->isEnabled());
        QVERIFY(!m_bench->see("removeRun")->isEnabled());
        m_bench->click("stopRun");
        QVERIFY(job->stopToken().stop_requested());
        job->fail({-1, "BROKEN", "The broker refused.", "Ask it why.", false});
        QTRY_COMPARE(cell(0, "state"), QString("Failed"));
        QCOMPARE(cell(0, "result"), QString("The broker refused."));
        QVERIFY(m_bench->see<QPlainTextEdit>("runLog")->toPlainText().contains("The broker refused."));
        m_bench->click("removeRun");
        QTRY_COMPARE(table->model()->rowCount(), 0);
    }

    void theQuestionAtClosingKnowsWhatRunsByNow() {
        auto *job = new Sending, *other = new Sending;
        const QString id = begin(job);
        begin(other, "payments");
        job->progress(120, 1000);
        QTRY_COMPARE(m_bench->workspace->runs().find(id)->figures.done, 120);
        m_bench->prompts.agrees = false;
        m_bench->window->close();
        const auto& asked = m_bench->prompts.asked;
        QVERIFY2(asked.text.startsWith("2 run") && asked.text.contains("12"), qPrintable(asked.text));
        job->progress(680, 1000);
        QTRY_VERIFY2(asked.textNow().contains("68"), qPrintable(asked.textNow()));
        job->succeed({});
        QTRY_VERIFY2(asked.textNow().startsWith("1 run"), qPrintable(asked.textNow()));
        other->succeed({});
        QTRY_COMPARE(asked.textNow(), QString("Nothing is cut off any more."));
        QVERIFY(m_bench->window->isVisible());
    }

    void whatSentRunsAgainOnlyOnAClusterThatIsOpenAndUnlocked() {
        auto* job = new session::Job<session::ProducedRecords>;
        auto& runs = m_bench->workspace->runs();
        const QString id = follow(job);
        QVERIFY(m_bench->see("repeatRun")->toolTip().contains("still runs"));
        job->succeed({});
        QTRY_VERIFY(m_bench->see("repeatRun")->isEnabled());
        QCOMPARE(m_bench->see("repeatRun")->toolTip(), QString());
        m_bench->cluster->connection().setLocked(true);
        m_bench->prompts.agrees = false;
        m_bench->click("repeatRun");
        QCOMPARE(m_bench->prompts.times, 1);
        QCOMPARE(runs.rows().size(), std::size_t(1));
        m_bench->prompts.agrees = true;
        m_bench->click("repeatRun");
        QCOMPARE(runs.rows().size(), std::size_t(2));
        QCOMPARE(m_bench->see<TableView>("runTable")->currentIdentity().toString(), runs.rows().front()->id);
        QVERIFY(m_bench->see("stopRun")->isEnabled());
        QVERIFY(!m_bench->cluster->connection().isLocked());
        runs.stop(runs.rows().front()->id);
        m_bench->restart(); // without the cluster
        openRuns();
        m_bench->see<TableView>("runTable")->selectIdentity(id);
        QVERIFY(!m_bench->see("repeatRun")->isEnabled());
        QVERIFY(m_bench->see("repeatRun")->toolTip().contains("staging, which is not open"));
    }

    void whatArrivedAlreadyIsToldBeforeItIsSentTwice() {
        auto* job = new session::Job<session::ProducedRecords>;
        auto& runs = m_bench->workspace->runs();
        follow(job);
        job->progress(3, 9);
        job->fail(base::Error{-1, "CANCELLED", "It was stopped.", {}, false});
        m_bench->prompts.agrees = false;
        m_bench->click("repeatRun");
        QVERIFY2(m_bench->prompts.asked.text.contains("3 record"), qPrintable(m_bench->prompts.asked.text));
        QCOMPARE(runs.rows().size(), std::size_t(1));
    }

    void whatRunsIsNotWhereItsConnectionLeadsByNow() {
        auto profile = m_bench->cluster->profile();
        auto* job = new session::Job<session::ProducedRecords>;
        follow(job);
        QVERIFY(m_bench->see("openRun")->isEnabled());
        profile.bootstrap = "elsewhere:9092";
        profile.clusterId.clear();
        m_bench->workspace->clusters().saveProfile(profile);
        QVERIFY(!m_bench->see("openRun")->isEnabled());
        QVERIFY(m_bench->see<QLabel>("runReason")->text().contains("where it led when it began"));
        job->succeed({});
    }

    void aRestHasNoPlaceWhereItsConnectionLeadsByNow() {
        auto profile = m_bench->cluster->profile();
        auto& runs = m_bench->workspace->runs();
        const QString id = runs.startExport(profile, {.topic = "orders", .path = "/no/folder/out.jsonl"});
        QTRY_VERIFY(runs.find(id)->canGoOn);
        openRuns();
        m_bench->see<TableView>("runTable")->selectIdentity(id);
        QVERIFY(m_bench->see("runGoOn")->isEnabled());
        profile.bootstrap = "elsewhere:9092";
        profile.clusterId.clear(); // nobody has answered there
        m_bench->workspace->clusters().saveProfile(profile);
        QVERIFY(!m_bench->see("runGoOn")->isEnabled());
        const QString why = m_bench->see("runGoOn")->toolTip();
        QVERIFY2(why.contains("staging leads elsewhere by now") && why.contains("Run again"),
                 qPrintable(why));
        QVERIFY(m_bench->see("repeatRun")->isEnabled());
        m_bench->prompts.agrees = false;
        m_bench->click("repeatRun");
        QCOMPARE(m_bench->prompts.times, 1);
        QCOMPARE(runs.rows().size(), std::size_t(1));
        m_bench->prompts.agrees = true;
        m_bench->click("repeatRun");
        QCOMPARE(runs.rows().size(), std::size_t(2));
    }

    void whatCannotRunAgainSaysWhy() {
        auto* job = new Sending;
        const QString id = m_bench->workspace->runs().follow(
            job, {RunKind::SendAgain, m_bench->cluster->id(), "staging", "orders"});
        job->succeed({});
        openRuns();
        m_bench->see<TableView>("runTable")->selectIdentity(id);
        QVERIFY(!m_bench->see("repeatRun")->isEnabled());
        QVERIFY(m_bench->see("repeatRun")->toolTip().contains("while Milena runs"));
    }

    void theRailCountsWhatRunsAndThePageStaysWhicheverClusterIsInFront() {
        openRuns();
        begin(new Sending);
        session::ConnectionProfile other;
        other.id = QUuid::createUuid();
        other.name = "big";
        m_bench->workspace->clusters().saveProfile(other);
        m_bench->workspace->clusters().open(other.id);
        openRuns();
        QCOMPARE(m_bench->window->currentPane()->key().kind, PageKind::Runs);
        QCOMPARE(cell(0, "cluster"), QString("staging"));
    }

    void whatRanIsThereAfterARestart() {
        auto* job = new Sending;
        begin(job);
        job->succeed({});
        begin(new Sending, "payments");
        m_bench->restart();
        openRuns();
        QCOMPARE(m_bench->see<TableView>("runTable")->model()->rowCount(), 2);
        QStringList states{cell(0, "state"), cell(1, "state")};
        states.sort();
        QCOMPARE(states, QStringList({"Cut off", "Finished"}));
        for (const auto& one : m_bench->workspace->runs().rows()) {
            m_bench->see<TableView>("runTable")->selectIdentity(one->id);
            QCOMPARE(says(m_bench->window->currentPane(), "It cannot go on"), one->state == RunState::CutOff);
        }
    }

    void theClusterIsReadBesideALongResult() {
        const QString cluster("kafka-staging-eu-west-1");
        m_bench->window->resize(1100, 800);
        for (int i = 0; i < 3; ++i) {
            auto* job = new Sending;
            m_bench->workspace->runs().follow(job, {RunKind::Produce, {}, cluster, QString(40, 't')});
            job->fail({-1, "BROKEN", std::string(200, 'w'), {}, false});
        }
        openRuns();
        auto* table = m_bench->see<TableView>("runTable");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        for (int i = 0; i < table->model()->columnCount(); ++i)
            if (static_cast<models::LiveTable*>(table->proxy()->sourceModel())->columnInfo(i).id == "cluster")
                QVERIFY2(table->columnWidth(i) >= table->fontMetrics().horizontalAdvance(cluster),
                         qPrintable(QString::number(table->columnWidth(i))));
    }

    void closingNamesWhatRunsAndTheClients() {
        m_bench->prompts.agrees = false;
        begin(new Sending);
        QVERIFY(!m_bench->window->close());
        QVERIFY2(m_bench->prompts.asked.text.contains("Produce to orders"),
                 qPrintable(m_bench->prompts.asked.text));
        m_bench->workspace->localBroker().start({});
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), session::LocalBrokerState::Running);
        session::BrokerConnection client;
        client.clientId = "billing";
        m_bench->broker->attached = {client};
        QVERIFY(!m_bench->window->close());
        QVERIFY2(m_bench->prompts.asked.text.contains("Produce to orders"),
                 qPrintable(m_bench->prompts.asked.text));
        QVERIFY2(m_bench->prompts.asked.text.contains("client"), qPrintable(m_bench->prompts.asked.text));
    }

    void anExportAsksWhatAndWhereAndBecomesARun() {
        open();
        QTRY_VERIFY(table()->model()->rowCount() > 0);
        const int rows = table()->model()->rowCount();
        m_bench->click("exportMessages");
        QVERIFY(QApplication::activeModalWidget());
        const QString there = m_bench->path("there.jsonl");
        QFile(there).open(QIODevice::WriteOnly);
        m_bench->see<QLineEdit>("exportPath")->setText(there);
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        m_bench->click("exportReplace");
        QVERIFY(m_bench->see("actButton")->isEnabled());
        m_bench->see<QLineEdit>("exportPath")->setText(m_bench->path("fresh.jsonl"));
        // A range is written from its oldest record on, which the table shows last.
        const auto previewed = [this] { return m_bench->see<QLabel>("exportPreview")->text(); };
        QVERIFY(previewed().startsWith("{\"topic\":\"orders\""));
        QVERIFY(previewed()
                    .section('\n', 0, 0)
                    .contains(QStringLiteral("\"offset\":%1,").arg(15346954 - rows + 1)));
        m_bench->see<QRadioButton>("exportRead")->setChecked(true);
        auto* format = m_bench->see<Segmented>("exportFormat");
        const auto together = [this] { return m_bench->see<QLabel>("exportTogether")->text(); };
        QVERIFY2(together().endsWith("of keys and values"), qPrintable(together()));
        QVERIFY(m_bench->see<QRadioButton>("exportRead")->text().endsWith(" of keys and values"));
        format->setCurrent(int(session::ExportFormat::RawFiles));
        QVERIFY2(together().endsWith("of values"), qPrintable(together()));
        QVERIFY2(!together().contains("keys"), qPrintable(together()));
        format->setCurrent(int(session::ExportFormat::JsonLines));
        const QString promised = previewed().section('\n', 0, 0).section(',', 0, 2);
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->workspace->runs().rows().size(), std::size_t(1));
        const auto run = m_bench->workspace->runs().rows().front();
        QCOMPARE(run->subject.kind, RunKind::Export);
        QCOMPARE(run->subject.topic, QString("orders"));
        // What was read is at hand: no cluster is asked for it.
        QTRY_COMPARE(m_bench->workspace->runs().rows().front()->state, RunState::Finished);
        QFile made(m_bench->path("fresh.jsonl"));
        QVERIFY(made.open(QIODevice::ReadOnly));
        const QByteArray content = made.readAll();
        QCOMPARE(content.count('\n'), qsizetype(rows));
        QVERIFY2(content.startsWith(promised.toUtf8()), qPrintable(promised));
        QVERIFY(!QApplication::activeModalWidget()->findChild<QWidget*>("cancelButton")->isVisible());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }

    void anExportSaysThatItLeavesMarkersOut() {
        ExportScope scope{.topic = "orders", .read = {support::record(1, "a")}};
        QVERIFY(!ExportDialog(*m_bench->workspace, m_bench->cluster->profile(), scope, nullptr)
                     .findChild<QLabel*>("exportMarkers"));
        scope.query.controlRecords = true;
        ExportDialog dialog(*m_bench->workspace, m_bench->cluster->profile(), scope, nullptr);
        dialog.show();
        QVERIFY(says(&dialog, "markers of transactions"));
        dialog.findChild<QRadioButton*>("exportRead")->setChecked(true);
        dialog.findChild<QLineEdit*>("exportPath")->setText(m_bench->path("no-markers.jsonl"));
        dialog.findChild<QPushButton*>("actButton")->click();
        QTRY_VERIFY(dialog.findChild<QLabel*>("runFigures")->text().contains("left out"));
    }

    void anExportSaysWhatItDoesWithTransactions() {
        auto aborted = support::record(1, "a");
        aborted.mark = session::RecordMark::Aborted;
        ExportDialog dialog(*m_bench->workspace, m_bench->cluster->profile(),
                            {.topic = "orders", .read = {aborted}}, nullptr);
        dialog.show();
        QVERIFY(says(&dialog, "aborted records are written too"));
        dialog.findChild<QRadioButton*>("exportRead")->setChecked(true);
        QVERIFY(says(&dialog, "Aborted or not committed here: 1."));
    }

    void anExportOfARangeShowsAndCountsOnlyWhatIsOfIt() {
        auto early = support::record(1, "a"), late = support::record(2, "b");
        early.timestampMs = 1'700'000'001'000;
        late.timestampMs = 1'700'000'002'000;
        ExportDialog dialog(*m_bench->workspace, m_bench->cluster->profile(),
                            {.topic = "orders", .read = {early, late}, .matching = 13}, nullptr);
        dialog.show();
        const auto words = [&](const char* name) { return dialog.findChild<QLabel*>(name)->text(); };
        const auto* whole = dialog.findChild<QRadioButton*>("exportWhole");
        QVERIFY2(whole->text().contains("13"), qPrintable(whole->text()));
        QVERIFY(!dialog.findChild<QCheckBox*>("exportToEnds")->isEnabled());
        dialog.findChild<QLineEdit*>("exportUntil")->setText("1700000001500");
        QVERIFY2(!whole->text().contains("13"), qPrintable(whole->text()));
        QVERIFY(words("exportPreview").contains("\"offset\":1,"));
        QVERIFY(!words("exportPreview").contains("\"offset\":2,"));
        QVERIFY(!dialog.draft().query.toEnds);
        dialog.findChild<QCheckBox*>("exportToEnds")->click();
        QVERIFY(dialog.draft().query.toEnds);
        dialog.findChild<QLineEdit*>("exportUntil")->setText("1700000000500");
        QVERIFY(words("exportPreview").contains("Nothing that was read"));
    }

    void theTimesOfAnExportAreSeenWhole() {
        ExportScope scope{.topic = "orders", .zone = models::Zone::named("Asia/Kolkata")};
        scope.query.fromMs = 1'795'348'805'121;
        scope.query.untilMs = 1'795'348'905'121;
        ExportDialog dialog(*m_bench->workspace, m_bench->cluster->profile(), scope, nullptr);
        dialog.show();
        for (const char* name : {"exportFrom", "exportUntil"}) {
            const auto* field = dialog.findChild<QLineEdit*>(name);
            QVERIFY(field->text().endsWith("+05:30"));
            const int frame = 16;
            QVERIFY2(field->fontMetrics().horizontalAdvance(field->text()) + frame <= field->width(), name);
        }
    }

    void aFileIsNamedByTheTimeThatTheWindowShows() {
        const auto zone = models::Zone::named("Pacific/Kiritimati"); // 14 hours ahead
        const auto hour = [&zone] {
            return QDateTime::currentDateTime().toTimeZone(zone.timeZone()).toString("yyyy-MM-ddTHH");
        };
        const QString before = hour();
        const ExportDialog dialog(*m_bench->workspace, m_bench->cluster->profile(),
                                  {.topic = "orders", .zone = zone}, nullptr);
        const QString path = dialog.draft().path;
        QVERIFY2(path.contains(before) || path.contains(hour()), qPrintable(path));
    }

    void theChartHasAGapWhereARunStoodStill() {
        session::RunRow run;
        run.rates = {{1'000, 5}, {2'000, 6}, {9'000, 7}};
        run.log = {{0, session::RunNote::Started},
                   {2'500, session::RunNote::Stopped},
                   {8'500, session::RunNote::GoesOn}};
        const auto drawn = RunView::ratesOf(run);
        QCOMPARE(drawn.size(), qsizetype(4));
        QVERIFY(qIsNaN(drawn[2].y()));
        QCOMPARE(drawn[3], QPointF(9'000, 7));
    }

    void barsOfPartitionsSayWhatTheyStandFor() {
        PartitionBars bars;
        bars.resize(400, bars.sizeHint().height());
        const auto at = [&bars](int x) { return models::withPlainBlanks(bars.wordsAt({x, 3})); };
        QVERIFY(at(10).isEmpty());
        bars.show({{0, 58, 200}, {3, 0, 0}}, -1);
        QCOMPARE(at(10), QString("Partition 0: 29 %, 58 of 200 offsets"));
        QCOMPARE(at(390), QString("Partition 3: 100 %, 0 of 0 offsets"));
        std::vector<session::PartitionShare> many;
        for (int i = 0; i < 1000; ++i)
            many.push_back({i, 1, 4});
        bars.show(many, 7);
        QCOMPARE(at(2), QString("Partitions 0 to 19: 25 %, 20 of 80 offsets"));
        QCOMPARE(at(398), QString("Partitions 980 to 999: 25 %, 20 of 80 offsets"));
        QVERIFY(!bars.grab().isNull());
    }

    void oneRecordIsEditedBeforeItIsSentAgain() {
        auto row = support::record(1, QByteArray("hello"));
        row.headers = {
            {"source", QByteArray("web")}, {"raw", QByteArray("\xff\n", 2)}, {"none", std::nullopt}};
        row.headerCount = 3;
        row.headerSize = 18;
        open({row});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        select(0);
        trigger("sendAgain");
        QVERIFY(QApplication::activeModalWidget());
        QCOMPARE(m_bench->see<QPlainTextEdit>("sendValueText")->toPlainText(), QString("hello"));
        const auto turned = QString::fromUtf8("a\u202eb");
        m_bench->see<QPlainTextEdit>("sendValueText")->setPlainText(turned);
        QTRY_VERIFY(m_bench->see<QLabel>("sendPreview")->text().endsWith(models::withDirectionSigns(turned)));
        m_bench->see<QPlainTextEdit>("sendValueText")->setPlainText("changed");
        QTRY_VERIFY(m_bench->see<QLabel>("sendPreview")->text().endsWith(QStringLiteral("→ changed")));
        const auto* dialog = qobject_cast<SendAgainDialog*>(QApplication::activeModalWidget());
        auto sent = row;
        sent.value = QByteArray("changed");
        sent.valueSize = 7;
        QVERIFY(dialog->draft().rows.at(0).headers == sent.headers);
        QVERIFY(!dialog->draft().rows.at(0).isCut());
        const auto values = dialog->findChildren<QLineEdit*>("headerValue");
        QCOMPARE(values.size(), 3);
        values[0]->setText("app");
        QCOMPARE(dialog->draft().rows.at(0).headers.at(0).value, std::optional<QByteArray>("app"));
        QVERIFY(m_bench->see("actButton")->isEnabled());
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        QVERIFY(says(QApplication::activeModalWidget(), "Esc once more drops it"));
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        QVERIFY(!QApplication::activeModalWidget());
    }

    void whatIsNotEditedIsSentByteByByte() {
        auto row = support::record(1, QString::fromUtf8("x\u2028y\u2029z\u00a0w").toUtf8());
        row.key = QString::fromUtf8("{{n}}\r\n\u00a0").toUtf8();
        row.headers = {{"lines", QString::fromUtf8("a\u2028b").toUtf8()},
                       {"blank", QString::fromUtf8("a\u00a0b").toUtf8()}};
        open({row});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        select(0);
        trigger("sendAgain");
        QTRY_VERIFY(QApplication::activeModalWidget());
        const auto* dialog = qobject_cast<SendAgainDialog*>(QApplication::activeModalWidget());
        const auto sent = dialog->draft().rows.at(0);
        QCOMPARE(sent.key, row.key);
        const auto notes = m_bench->see("sendKey")->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(
            notes, [](const QLabel* one) { return one->text().startsWith(models::formatBytes(9)); }));
        QCOMPARE(sent.value, row.value);
        QVERIFY(sent.headers == row.headers);
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }

    void aTopicThatKeepsNoTimesIsToldBeforeOneSends() {
        m_bench->fake().topics().configRows = {{"message.timestamp.type", "LogAppendTime"}};
        open({support::record(1, QByteArray("hello"))});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        select(0);
        trigger("sendAgain");
        const auto told = [] {
            return says(QApplication::activeModalWidget(), "stamps records with its own time");
        };
        QTRY_VERIFY(told());
        m_bench->see<QComboBox>("sendTime")->setCurrentIndex(1); // none is given
        QVERIFY(!told());
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }

    void aClusterWhoseConnectionIsClosedIsNotSentTo() {
        session::ConnectionProfile other;
        other.id = QUuid::createUuid();
        other.name = "stopped";
        m_bench->workspace->clusters().saveProfile(other);
        auto* stopped = m_bench->workspace->clusters().open(other.id);
        const auto offered = [&] {
            const SendAgainDialog dialog(*m_bench->workspace, m_bench->cluster,
                                         {"orders", {}, {support::record(1, QByteArray("hello"))}}, nullptr);
            return dialog.findChild<QComboBox*>("sendCluster")->findText("stopped") >= 0;
        };
        QVERIFY(offered());
        stopped->connection().close();
        QVERIFY(!offered());
    }

    void topicsMadeSinceAreThereToSendTo() {
        open({support::record(1, QByteArray("hello"))});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        select(0);
        auto& data = m_bench->fake().data();
        const int asked = data.refreshes;
        trigger("sendAgain");
        QCOMPARE(data.refreshes, asked + 1);
        auto* topics = m_bench->see<QComboBox>("sendTopic");
        QCOMPARE(topics->currentText(), QString("orders"));
        auto snapshot = support::sampleSnapshot(support::WindowBench::now);
        auto made = std::make_shared<session::TopicRow>();
        made->name = "made-since";
        snapshot.topics.push_back(made);
        data.publish(snapshot);
        QTRY_VERIFY(topics->findText("made-since") >= 0);
        QCOMPARE(topics->currentText(), QString("orders"));
        snapshot.topics.clear();
        data.publish(snapshot);
        QTRY_VERIFY(says(QApplication::activeModalWidget(), "there is none that records go to"));
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }

    void whatWasAbortedIsToldBeforeItIsSentAgain() {
        auto row = support::record(1, QByteArray("hello"));
        row.mark = session::RecordMark::Aborted;
        open({row});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        select(0);
        trigger("sendAgain");
        QVERIFY(says(QApplication::activeModalWidget(), "Aborted or not committed here: 1"));
        m_bench->click("actButton");
        for (const char* field : {"sendTopic", "sendPartition", "sendTime", "sendCodec", "sendRate"})
            QVERIFY(!m_bench->see(field)->isEnabled()); // what runs is changed no more
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }

    void whatMayBeCommittedIsToldSoBeforeItIsSentAgain() {
        auto row = support::record(1, QByteArray("hello"));
        row.mark = session::RecordMark::Undecided;
        open({row});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        select(0);
        trigger("sendAgain");
        QVERIFY(says(QApplication::activeModalWidget(), "Not known whether committed: 1"));
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }

    void aRecordThatWasCutIsReadWholeBeforeItIsEdited() {
        auto row = support::record(1, QByteArray("hello"));
        row.headerCount = 2; // of which the table has none
        row.headerSize = 4;
        open({row});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        fake().makeWhole = [](session::RecordRow& one) {
            one.headers = {{"a", QByteArray("1")}, {"b", QByteArray("2")}};
        };
        select(0);
        trigger("sendAgain");
        QTRY_VERIFY(QApplication::activeModalWidget());
        QCOMPARE(QApplication::activeModalWidget()->findChildren<QLineEdit*>("headerName").size(), 2);
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }

    void anImportSaysWhatAFileHolds() {
        QFile file(m_bench->path("in.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"topic\":\"payments\",\"partition\":900,\"payload\":\"a\"}\n");
        file.close();
        open();
        m_bench->click("importHere");
        QVERIFY(QApplication::activeModalWidget());
        m_bench->see<QLineEdit>("importPath")->setText(file.fileName());
        QTRY_VERIFY(m_bench->see<QLabel>("importPreview")->text().contains("\"payload\":\"a\""));
        QVERIFY(!m_bench->see("actButton")->isEnabled()); // there is no partition 900
        m_bench->see<QComboBox>("sendPartition")->setCurrentIndex(1);
        QVERIFY(m_bench->see("actButton")->isEnabled());
        m_bench->click("actButton");
        for (const char* field : {"importPath", "importBrowse", "importTopic", "sendPartition", "sendRate"})
            QVERIFY2(!m_bench->see(field)->isEnabled(), field); // what runs is changed no more
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activeModalWidget());
        m_bench->click("importHere");
        m_bench->see<QLineEdit>("importPath")->setText(file.fileName());
        m_bench->see<QComboBox>("sendPartition")->setCurrentIndex(1);
        QTRY_VERIFY(m_bench->see("actButton")->isEnabled());
        file.remove();
        m_bench->see<QLineEdit>("importPath")->setText(file.fileName() + "x");
        QTRY_VERIFY(!m_bench->see("actButton")->isEnabled());
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }
};

QTEST_MAIN(RunsTest)
#include "runs_test.moc"
