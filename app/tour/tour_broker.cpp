#include <QFileInfo>
#include <QTableView>

#include "models/formats.h"
#include "tour/steps.h"
#include "tour/tour.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/controls.h"

namespace tour {

void Tour::showsTheLocalBroker() {
    if (!m_bootstrap.isEmpty()) {
        QSKIP("The local broker's page is about the broker inside this program; this tour is on another "
              "cluster.");
    }
    STEP(openRail(QStringLiteral("Local broker")));
    QTRY_VERIFY(m_workspace.localBroker().counters().requests > 0);
    const auto rate = [this] {
        const auto* figure = m_hands.see<widgets::Figure>(QStringLiteral("figureRequests"));
        return figure ? figure->value() : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!rate().isEmpty() && rate() != QString(models::unknownSign), kShortMs);
    m_hands.picture(QStringLiteral("21-local-broker"));
    STEP(m_hands.clickTab(QStringLiteral("brokerTabs"), QStringLiteral("Log")));
    const auto* log = m_hands.see<QTableView>(QStringLiteral("logTable"));
    QVERIFY(log);
    QTRY_VERIFY_WITH_TIMEOUT(log->model()->rowCount() > 0, kShortMs);
    m_hands.picture(QStringLiteral("22-local-broker-log"));
    STEP(m_hands.clickTab(QStringLiteral("brokerTabs"), QStringLiteral("Overview")));
    STEP(lookAtDialog(QStringLiteral("stopButton"), QStringLiteral("23-stop")));
    m_window->close();
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("24-close"));
    QTest::keyClick(m_hands.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
    QVERIFY(m_window->isVisible());
}

void Tour::playsTheAdder() {
    if (!m_bootstrap.isEmpty()) {
        QSKIP("The adder plays on the broker inside this program only.");
    }
    STEP(m_hands.press(QStringLiteral("playAdderButton")));
    using Phase = session::AdderProgress::Phase;
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace.adder().progress().phase, Phase::Running, kLongMs);
    STEP(openRail(QStringLiteral("Overview")));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace.adder().progress().summed > 3000, kLongMs);
    m_hands.picture(QStringLiteral("25-adder-plays"));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace.adder().progress().phase != Phase::Running, kLongMs);
    const auto& error = m_workspace.adder().progress().error;
    QVERIFY2(m_workspace.adder().progress().phase == Phase::Checked,
             error ? (error->name + ": " + error->cause).c_str() : "the adder was stopped");
    QCOMPARE(m_workspace.adder().progress().summed, m_workspace.adder().progress().total);
    QCOMPARE(m_workspace.adder().progress().wrongRecords, qint64(0));
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
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().topic(QStringLiteral("adder"))->messages.value_or(0),
                              qint64(10'000), kShortMs);
    m_hands.picture(QStringLiteral("26-adder-checked"));
}

void Tour::asksBeforeItPlaysTheAdderAgain() {
    if (!m_bootstrap.isEmpty()) {
        QSKIP("The adder plays on the broker inside this program only.");
    }
    STEP(openRail(QStringLiteral("Local broker")));
    STEP(m_hands.press(QStringLiteral("playAdderButton")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("27-adder-again"));
    QTest::keyClick(m_hands.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
    QCOMPARE(m_workspace.adder().progress().phase, session::AdderProgress::Phase::Checked);
}

void Tour::wipesAKeptBroker() {
    if (!m_bootstrap.isEmpty())
        QSKIP("Only the broker inside this program can be wiped.");
    STEP(openRail(QStringLiteral("Local broker")));
    STEP(m_hands.press(QStringLiteral("stopButton")));
    STEP(m_hands.press(QStringLiteral("actButton")));
    using State = session::LocalBrokerState;
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace.localBroker().state(), State::Stopped, kShortMs);
    // Only the welcome page asks where data is kept, and that is for a window without a cluster.
    auto options = m_workspace.localBroker().options();
    options.storage = session::BrokerStorage::Kept;
    m_workspace.localBroker().setOptions(options);
    STEP(m_hands.press(QStringLiteral("startButton")));
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace.localBroker().state(), State::Running, kShortMs);
    QVERIFY(QFileInfo::exists(m_workspace.localBroker().keptDataFolder()));
    STEP(m_hands.press(QStringLiteral("wipeButton")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("31-wipe"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace.localBroker().state(), State::Stopped, kShortMs);
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(m_workspace.localBroker().keptDataFolder()), kShortMs);
}

} // namespace tour
