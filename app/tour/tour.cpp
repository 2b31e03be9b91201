#include "tour/tour.h"

#include <cmath>

#include <QAbstractItemModel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTreeWidget>

#include "embedded_broker.h"
#include "models/cells.h"
#include "models/formats.h"
#include "models/record_model.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/controls.h"

using session::ConnectionState;

namespace tour {
namespace {

constexpr int kRecords = 1000;
constexpr int kShortMs = 15'000;
constexpr int kLongMs = 60'000;
const QString kTopic = QStringLiteral("orders");
const QString kGroup = QStringLiteral("billing");

/// The text of a live table's cell, found by the row's identity and the column's title.
QString cell(const QTableView* table, const QString& identity, const QString& title) {
    const auto* model = table->model();
    int column = -1;
    for (int i = 0; i < model->columnCount(); ++i)
        if (model->headerData(i, Qt::Horizontal).toString() == title)
            column = i;
    for (int row = 0; column >= 0 && row < model->rowCount(); ++row)
        if (model->index(row, 0).data(models::IdentityRole).toString() == identity)
            return model->index(row, column).data().toString();
    return {};
}

} // namespace

#define STEP(action) QVERIFY2((action), #action)

Tour::Tour(widgets::theme::Theme& theme, const QString& bootstrap, const QString& folder)
    : m_bootstrap(bootstrap)
    , m_workspace(std::make_unique<EmbeddedBroker>(), m_settings.filePath(QStringLiteral("settings.ini")))
    , m_hands(theme, folder)
    , m_window(std::make_unique<widgets::MainWindow>(m_workspace, m_prompts, theme,
                                                     widgets::PaneRegistry::standard())) {
    m_hands.setWindow(m_window.get());
}

Tour::~Tour() = default;

void Tour::initTestCase() {
    session::LocalBrokerOptions options;
    options.storage = session::BrokerStorage::Memory;
    m_workspace.setLocalBrokerOptions(options);
    m_window->resize(1440, 900);
    m_window->show();
    // The window manager may still be on its way: asked once, it could have been asked too early.
    const auto active = [this] {
        m_window->activateWindow();
        return m_window->isActiveWindow();
    };
    if (!QTest::qWaitFor(active, kShortMs / 3))
        QApplication::setActiveWindow(m_window.get()); // no window manager, or one that gives no focus
    QVERIFY(m_window->isActiveWindow());
}

void Tour::init() {
    if (m_failedBefore)
        QSKIP("An earlier step failed, and this one needs it.");
    m_failedBefore = true; // until the step proves otherwise at its end
}

void Tour::welcomesWithThreeDoors() {
    for (const char* door : {"brokerDoor", "connectDoor", "adderDoor"})
        QVERIFY2(m_hands.see(QString::fromLatin1(door)), door);
    m_hands.picture(QStringLiteral("01-welcome"));
    m_failedBefore = false;
}

void Tour::comesToACluster() {
    STEP(m_hands.press(QStringLiteral("connectDoorButton")));
    STEP(m_hands.type(QStringLiteral("bootstrap"),
                      m_bootstrap.isEmpty() ? QStringLiteral("kafka.example:9092") : m_bootstrap));
    m_hands.picture(QStringLiteral("02-connect"));
    if (m_bootstrap.isEmpty()) {
        QTest::keyClick(m_hands.dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!m_hands.dialog());
        STEP(m_hands.press(QStringLiteral("startBrokerButton")));
    } else {
        STEP(m_hands.press(QStringLiteral("actButton")));
    }
    QTRY_VERIFY_WITH_TIMEOUT(cluster() && cluster()->state() == ConnectionState::Connected, kLongMs);
    cluster()->setIntervalMs(1000);
    QTRY_VERIFY_WITH_TIMEOUT(cluster()->snapshot()->takenAtMs > 0, kShortMs);
    m_failedBefore = false;
}

bool Tour::openRail(const QString& title) {
    auto* rail = m_hands.see<QTreeWidget>(QStringLiteral("rail"));
    if (!rail)
        return false;
    for (auto* item : rail->findItems(title, Qt::MatchExactly | Qt::MatchRecursive)) {
        if (rail->visualItemRect(item).isEmpty())
            continue;
        rail->scrollToItem(item);
        QTest::mouseClick(rail->viewport(), Qt::LeftButton, {}, rail->visualItemRect(item).center());
        return true;
    }
    return false;
}

bool Tour::lookAtDialog(const QString& button, const QString& picture) {
    if (!m_hands.press(button) || !QTest::qWaitFor([] { return Hands::dialog() != nullptr; }, kShortMs))
        return false;
    m_hands.picture(picture);
    QTest::keyClick(Hands::dialog(), Qt::Key_Escape);
    return QTest::qWaitFor([] { return !Hands::dialog(); }, kShortMs);
}

void Tour::setEnvironment(session::Environment environment) {
    auto profile = cluster()->profile();
    profile.environment = environment;
    m_workspace.saveProfile(profile);
}

void Tour::createsATopic() {
    STEP(openRail(QStringLiteral("Topics")));
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.type(QStringLiteral("topicName"), QStringLiteral("no blanks")));
    QVERIFY(!m_hands.see(QStringLiteral("actButton"))->isEnabled());
    STEP(m_hands.type(QStringLiteral("topicName"), kTopic));
    STEP(m_hands.type(QStringLiteral("topicPartitions"), QStringLiteral("4")));
    STEP(m_hands.press(QStringLiteral("keep168h")));
    STEP(m_hands.press(QStringLiteral("checkTopic")));
    QTRY_VERIFY_WITH_TIMEOUT(m_hands.see(QStringLiteral("actButton"))->isEnabled(), kShortMs);
    QVERIFY(!cluster()->topic(kTopic));
    m_hands.picture(QStringLiteral("03-create-topic"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_VERIFY_WITH_TIMEOUT(cluster()->topic(kTopic) && cluster()->topic(kTopic)->partitions == 4, kShortMs);
    m_failedBefore = false;
}

void Tour::producesAThousandRecords() {
    STEP(m_hands.press(QStringLiteral("produceHere")));
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.choose(QStringLiteral("produceKeyKind"), int(session::PayloadKind::Text)));
    STEP(m_hands.type(QStringLiteral("produceKeyText"), QStringLiteral("cus-{{n}}")));
    STEP(m_hands.type(QStringLiteral("produceValueText"),
                      QStringLiteral("{\"orderId\": {{n}}, \"total\": 742.40, \"status\": \"pending\"}")));
    STEP(m_hands.press(QStringLiteral("addHeader")));
    STEP(m_hands.type(QStringLiteral("headerName"), QStringLiteral("source")));
    STEP(m_hands.type(QStringLiteral("headerValue"), QStringLiteral("tour")));
    STEP(m_hands.type(QStringLiteral("produceRepeat"), QString::number(kRecords)));
    m_hands.picture(QStringLiteral("04-produce"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kLongMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->topic(kTopic)->messages.value_or(-1), qint64(kRecords), kShortMs);
    m_failedBefore = false;
}

void Tour::browsesThemNewestFirst() {
    STEP(m_hands.press(QStringLiteral("runBrowse")));
    auto* table = m_hands.see<QTableView>(QStringLiteral("recordTable"));
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 500, kShortMs);
    const auto* records = qobject_cast<models::RecordModel*>(table->model());
    QVERIFY(records);
    for (int row = 1; row < records->rowCount(); ++row)
        QVERIFY2(records->record(row - 1)->timestampMs >= records->record(row)->timestampMs,
                 qPrintable(QStringLiteral("row %1 is older than row %2").arg(row - 1).arg(row)));
    STEP(m_hands.type(QStringLiteral("recordFilter"), QStringLiteral("\"orderId\": 777,")));
    QTest::keyClick(m_hands.see(QStringLiteral("recordFilter")), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kShortMs);
    QCOMPARE(records->record(0)->key, QByteArray("cus-777"));
    STEP(m_hands.type(QStringLiteral("recordFilter"), {}));
    STEP(m_hands.press(QStringLiteral("runBrowse")));
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 500, kShortMs);
    m_failedBefore = false;
}

void Tour::showsOneRecordInEveryForm() {
    auto* table = m_hands.see<QTableView>(QStringLiteral("recordTable"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(3, 1)).center());
    QTRY_VERIFY(m_hands.see(QStringLiteral("payloadText")));
    m_hands.picture(QStringLiteral("05-messages"));
    m_failedBefore = false;
}

void Tour::changesASettingAfterReview() {
    m_window->openPane({QStringLiteral("topic"), cluster()->profile().id, kTopic});
    m_window->currentPane()->showPart(QStringLiteral("configuration"));
    STEP(m_hands.selectRow(QStringLiteral("configTable"), QStringLiteral("retention.ms")));
    STEP(m_hands.type(QStringLiteral("settingFieldNumber"), QStringLiteral("14")));
    QTRY_VERIFY(m_hands.see(QStringLiteral("changesBar")));
    m_hands.picture(QStringLiteral("06-configuration"));
    STEP(m_hands.press(QStringLiteral("reviewEdits")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("07-review"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->topic(kTopic)->retentionMs.value_or(0), 14 * 86'400'000LL, kLongMs);
    m_failedBefore = false;
}

std::optional<qint64> Tour::lag() const {
    const auto* group = cluster()->group(kGroup);
    return group ? group->lag : std::nullopt;
}

void Tour::watchesASlowGroupsLagRiseAndFall() {
    client::ConnectOptions connect;
    connect.bootstrap = cluster()->profile().bootstrap.toStdString();
    workload::GroupPlan slow{
        connect, kGroup.toStdString(), kTopic.toStdString(), 2, std::chrono::microseconds(2500), true};
    auto group = workload::startGroup(slow, m_reaper);
    QVERIFY(group.has_value());
    m_group = std::move(*group);
    workload::ProducerPlan fast{connect, kTopic.toStdString(), 2000, 6000, "k{i}", "{\"number\":{i}}", "lz4"};
    auto producer = workload::startProducer(fast, m_reaper);
    QVERIFY(producer.has_value());
    m_producer = std::move(*producer);

    STEP(openRail(QStringLiteral("Groups")));
    auto* table = m_hands.see<QTableView>(QStringLiteral("groupTable"));
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(lag().value_or(0) > 500, kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(cell(table, kGroup, QStringLiteral("Lag")).size() >= 3, kShortMs);
    m_hands.picture(QStringLiteral("08-groups"));
    m_window->openPane({QStringLiteral("group"), cluster()->profile().id, kGroup});
    QTRY_VERIFY_WITH_TIMEOUT(cluster()->group(kGroup) && cluster()->group(kGroup)->members.value_or(0) == 2,
                             kLongMs);
    m_hands.picture(QStringLiteral("09-group"));
    QTRY_VERIFY_WITH_TIMEOUT(lag().value_or(-1) == 0, kLongMs);

    const auto points = cluster()->series({session::Quantity::Lag, {}, kGroup, -1}, 5 * 60'000, 300);
    qreal highest = 0, last = -1;
    for (const auto& point : points)
        if (!std::isnan(point.y())) {
            highest = std::max(highest, point.y());
            last = point.y();
        }
    QVERIFY2(highest > 500, "the chart saw the lag rise");
    STEP(openRail(QStringLiteral("Groups")));
    QTRY_COMPARE_WITH_TIMEOUT(cell(table, kGroup, QStringLiteral("Lag")), QStringLiteral("0"), kShortMs);
    QVERIFY2(last >= 0 && last < highest, "and fall");
    m_failedBefore = false;
}

void Tour::showsEveryPage() {
    const auto rowsOf = [this](const QString& name) {
        const auto* table = m_hands.see<QTableView>(name);
        return table ? table->model()->rowCount() : 0;
    };
    STEP(openRail(QStringLiteral("Overview")));
    QSignalSpy rounds(cluster(), &session::ClusterSession::snapshotChanged);
    QTRY_VERIFY_WITH_TIMEOUT(rounds.count() >= 2, kShortMs); // the charts are drawn up to now
    m_hands.picture(QStringLiteral("10-overview"));
    STEP(openRail(QStringLiteral("Topics")));
    STEP(m_hands.selectRow(QStringLiteral("topicTable"), kTopic));
    m_hands.picture(QStringLiteral("11-topics"));
    m_window->openPane({QStringLiteral("topic"), cluster()->profile().id, kTopic});
    m_window->currentPane()->showPart(QStringLiteral("partitions"));
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(QStringLiteral("partitionTable")) > 0, kShortMs);
    m_hands.picture(QStringLiteral("12-partitions"));
    m_window->currentPane()->showPart(QStringLiteral("groups"));
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(QStringLiteral("topicGroupTable")) > 0, kShortMs);
    m_hands.picture(QStringLiteral("13-topic-groups"));
    m_failedBefore = false;
}

void Tour::asksBeforeHarm() {
    const auto messages = cluster()->topic(kTopic)->messages;
    STEP(lookAtDialog(QStringLiteral("addPartitionsHere"), QStringLiteral("20-add-partitions")));
    STEP(lookAtDialog(QStringLiteral("emptyHere"), QStringLiteral("21-empty")));
    m_window->currentPane()->showPart(QStringLiteral("partitions"));
    STEP(m_hands.selectRow(QStringLiteral("partitionTable"), QStringLiteral("0")));
    STEP(lookAtDialog(QStringLiteral("deleteRecords"), QStringLiteral("22-delete-records")));
    QSignalSpy rounds(cluster(), &session::ClusterSession::snapshotChanged);
    QTRY_VERIFY_WITH_TIMEOUT(rounds.count() >= 2, kShortMs);
    QVERIFY(cluster()->topic(kTopic));
    QCOMPARE(cluster()->topic(kTopic)->partitions, 4);
    QCOMPARE(cluster()->topic(kTopic)->messages, messages);
    m_failedBefore = false;
}

void Tour::unlocksProductionFirst() {
    setEnvironment(session::Environment::Production);
    cluster()->setLocked(true);
    STEP(m_hands.press(QStringLiteral("deleteHere")));
    QTRY_VERIFY(m_hands.dialog());
    QVERIFY(!m_hands.see(QStringLiteral("typedName")));
    m_hands.picture(QStringLiteral("23-unlock"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY(m_hands.see(QStringLiteral("typedName")));
    QVERIFY(!m_hands.see(QStringLiteral("actButton"))->isEnabled());
    STEP(m_hands.type(QStringLiteral("typedName"), kTopic));
    QVERIFY(m_hands.see(QStringLiteral("actButton"))->isEnabled());
    m_hands.picture(QStringLiteral("24-delete-in-production"));
    QTest::keyClick(m_hands.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
    QVERIFY(cluster()->topic(kTopic));
    setEnvironment(session::Environment::Development);
    m_failedBefore = false;
}

void Tour::showsTheLocalBroker() {
    if (!m_bootstrap.isEmpty()) {
        m_failedBefore = false;
        QSKIP("The local broker's page is about the broker inside this program; this tour is on another "
              "cluster.");
    }
    STEP(openRail(QStringLiteral("Local broker")));
    QTRY_VERIFY(m_workspace.localBrokerCounters().requests > 0);
    const auto rate = [this] {
        const auto* figure = m_hands.see<widgets::Figure>(QStringLiteral("figureRequests"));
        return figure ? figure->value() : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!rate().isEmpty() && rate() != QString(models::unknownSign), kShortMs);
    m_hands.picture(QStringLiteral("14-local-broker"));
    auto* tabs = m_hands.see<QTabBar>(QStringLiteral("brokerTabs"));
    QVERIFY(tabs);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    const auto* log = m_hands.see<QTableView>(QStringLiteral("logTable"));
    QVERIFY(log);
    QTRY_VERIFY_WITH_TIMEOUT(log->model()->rowCount() > 0, kShortMs);
    m_hands.picture(QStringLiteral("25-local-broker-log"));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    STEP(lookAtDialog(QStringLiteral("stopButton"), QStringLiteral("26-stop")));
    m_window->close();
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("27-close"));
    QTest::keyClick(m_hands.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
    QVERIFY(m_window->isVisible());
    m_failedBefore = false;
}

void Tour::playsTheAdder() {
    if (!m_bootstrap.isEmpty()) {
        m_failedBefore = false;
        QSKIP("The adder plays on the broker inside this program only.");
    }
    STEP(m_hands.press(QStringLiteral("playAdderButton")));
    using Phase = session::AdderProgress::Phase;
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace.adder().phase, Phase::Running, kLongMs);
    STEP(openRail(QStringLiteral("Overview")));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace.adder().summed > 3000, kLongMs);
    m_hands.picture(QStringLiteral("15-adder-plays"));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace.adder().phase != Phase::Running, kLongMs);
    const auto& error = m_workspace.adder().error;
    QVERIFY2(m_workspace.adder().phase == Phase::Checked,
             error ? (error->name + ": " + error->cause).c_str() : "the adder was stopped");
    QCOMPARE(m_workspace.adder().summed, m_workspace.adder().total);
    QCOMPARE(m_workspace.adder().wrongRecords, qint64(0));
    const auto* bar = m_hands.see(QStringLiteral("adderBar"));
    QVERIFY(bar);
    QVERIFY2(bar->accessibleName().contains(QStringLiteral("sums are right")),
             qPrintable(bar->accessibleName()));
    // The highest that a chart draws of the topic.
    const auto moved = [this](const QString& chart) {
        const auto* shown = m_hands.see<widgets::TimeChart>(chart);
        double highest = 0;
        for (const auto& series : shown ? shown->series() : QVector<widgets::ChartSeries>())
            for (const auto& point : series.points)
                if (series.name == QLatin1String("adder") && point.y() > highest)
                    highest = point.y();
        return highest;
    };
    QTRY_VERIFY_WITH_TIMEOUT(moved(QStringLiteral("chartIn")) > 100, kShortMs);
    QTRY_VERIFY_WITH_TIMEOUT(moved(QStringLiteral("chartOut")) > 100, kShortMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->topic(QStringLiteral("adder"))->messages.value_or(0), qint64(10'000),
                              kShortMs);
    m_hands.picture(QStringLiteral("16-adder-checked"));
    m_failedBefore = false;
}

void Tour::asksBeforeItPlaysTheAdderAgain() {
    if (!m_bootstrap.isEmpty()) {
        m_failedBefore = false;
        QSKIP("The adder plays on the broker inside this program only.");
    }
    STEP(openRail(QStringLiteral("Local broker")));
    STEP(m_hands.press(QStringLiteral("playAdderButton")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("17-adder-again"));
    QTest::keyClick(m_hands.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
    QCOMPARE(m_workspace.adder().phase, session::AdderProgress::Phase::Checked);
    m_failedBefore = false;
}

void Tour::deletesTheTopic() {
    m_group->stop();
    m_producer->stop();
    m_window->openPane({QStringLiteral("topic"), cluster()->profile().id, kTopic});
    STEP(m_hands.press(QStringLiteral("deleteHere")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("18-delete"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!cluster()->topic(kTopic), kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_hands.see(QStringLiteral("pageBar")), kShortMs);
    m_hands.picture(QStringLiteral("19-deleted"));
    m_failedBefore = false;
}

void Tour::cleanupTestCase() {
    m_group.reset();
    m_producer.reset();
    QVERIFY(m_failedBefore || m_hands.pictures() > 20);
}

} // namespace tour
