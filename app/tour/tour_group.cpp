#include <algorithm>
#include <cmath>
#include <numeric>

#include <QTableView>

#include "models/cells.h"
#include "tour/steps.h"
#include "tour/tour.h"
#include "widgets/charts/time_chart.h"

namespace tour {
namespace {

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

std::optional<qint64> Tour::lag() const {
    const auto* group = cluster()->data().group(kGroup);
    return group ? group->lag : std::nullopt;
}

QString Tour::shownLag() const {
    const auto* table = m_hands.see<QTableView>(QStringLiteral("groupTable"));
    return table ? cell(table, kGroup, QStringLiteral("Lag")) : QString();
}

std::string Tour::bootstrap() const {
    return cluster()->profile().bootstrap.toStdString();
}

QVector<double> Tour::drawnLag() const {
    QVector<double> drawn;
    const auto* chart = m_hands.see<widgets::TimeChart>(QStringLiteral("groupLagChart"));
    for (const auto& series : chart ? chart->series() : QVector<widgets::ChartSeries>())
        for (const auto& point : series.points)
            if (series.name == kTopic && !std::isnan(point.y()))
                drawn << point.y();
    return drawn;
}

void Tour::startsAGroupThatKeepsUp() {
    m_load = std::make_unique<session::LoadRunner>();
    QVERIFY(m_load->consume(
        bootstrap(), {kGroup.toStdString(), kTopic.toStdString(), 2, std::chrono::microseconds(2500)}));
    STEP(openRail(QStringLiteral("Groups")));
    QTRY_COMPARE_WITH_TIMEOUT(shownLag(), QStringLiteral("0"), kLongMs);
    STEP(m_hands.openRow(QStringLiteral("groupTable"), kGroup));
    // A point is the mean of some seconds, the last what lag is now: of three, no later record can raise the
    // first.
    QTRY_VERIFY_WITH_TIMEOUT(drawnLag().endsWith(0.0) && drawnLag().count(0.0) >= 3, kLongMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().group(kGroup)->members.value_or(0), 2, kLongMs);
}

void Tour::watchesItsLagRiseAndFall() {
    const session::ProducerLoad fast{kTopic.toStdString(), 2000, kMoreRecords, "k{i}",
                                     "{\"number\":{i}}",   "lz4"};
    QVERIFY(m_load->produce(bootstrap(), fast));
    STEP(openRail(QStringLiteral("Groups")));
    QTRY_VERIFY_WITH_TIMEOUT(lag().value_or(0) > 500, kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(shownLag().size() >= 3, kShortMs);
    m_hands.picture(QStringLiteral("08-groups"));
    STEP(m_hands.clickTab(QStringLiteral("tabs"), kGroup));
    const auto highest = [this] {
        const auto drawn = drawnLag();
        return std::accumulate(drawn.begin(), drawn.end(), 0.0,
                               [](double a, double b) { return std::max(a, b); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(highest() > 500, kShortMs);
    QVERIFY2(drawnLag().contains(0.0) && drawnLag().indexOf(0.0) < drawnLag().indexOf(highest()),
             "the chart forgot where the rise began");
    m_hands.picture(QStringLiteral("09-group"));
    QTRY_VERIFY_WITH_TIMEOUT(drawnLag().endsWith(0.0), kLongMs);
    QVERIFY2(highest() > 500, "the chart forgot the rise");
    STEP(openRail(QStringLiteral("Groups")));
    QTRY_COMPARE_WITH_TIMEOUT(shownLag(), QStringLiteral("0"), kShortMs);
}

void Tour::deletesTheGroup() {
    m_load->stopProducing();
    STEP(m_hands.clickTab(QStringLiteral("tabs"), kGroup));
    QVERIFY2(!m_hands.see(QStringLiteral("deleteGroup"))->isEnabled(), "a group with members can be deleted");
    m_load->stopConsuming();
    STEP(m_hands.press(QStringLiteral("deleteGroup")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("28-delete-group"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!cluster()->data().group(kGroup), kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_hands.see(QStringLiteral("pageBar")), kShortMs);
}

} // namespace tour
