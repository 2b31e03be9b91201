#include <cmath>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "session/workspace.h"
#include "support/cluster_under_test.h"
#include "widgets/charts/time_chart.h"
#include "widgets/main_window.h"
#include "widgets/prompts/dialog_prompts.h"

namespace {

constexpr int recordsPerPush = 200, pushEveryMs = 100, pushes = 200; // 2 000 a second for 20 s
constexpr int patienceMs = 60'000;

/// What the points of a line add up to. Each stands in the middle of its time; all times are of one length
/// but for the last, which ends with the data.
double integral(const QVector<QPointF>& points) {
    if (points.size() < 3)
        return 0;
    const double step = points[1].x() - points[0].x();
    double sum = 0;
    for (const QPointF& point : points)
        if (std::isfinite(point.y()))
            sum += point.y() * step;
    const double begins = points[points.size() - 2].x() + step / 2;
    const double lasts = 2 * (points.last().x() - begins);
    return (sum - (std::isfinite(points.last().y()) ? points.last().y() * (step - lasts) : 0)) / 1000;
}

} // namespace

/// kcat sends to a cluster at a fixed rate; what the Overview plots of it, from end offsets asked once a
/// beat, adds up to what was sent.
class PlottedRateTest : public QObject {
    Q_OBJECT

    support::ClusterUnderTest m_under;
    QTemporaryDir m_folder;
    const QString m_topic = QString::fromStdString(support::ClusterUnderTest::fresh("fixed-rate"));

    /// Lines to kcat's input on a beat; waits until kcat has sent them all and ended.
    void produce() {
        QProcess kcat;
        kcat.setProcessChannelMode(QProcess::ForwardedChannels);
        kcat.start(QStringLiteral("kcat"),
                   {QStringLiteral("-P"), QStringLiteral("-b"), QString::fromStdString(m_under.bootstrap()),
                    QStringLiteral("-t"), m_topic, QStringLiteral("-X"), QStringLiteral("linger.ms=5")});
        QVERIFY2(kcat.waitForStarted(), "kcat does not start; tests/packages installs it");
        int pushed = 0;
        QTimer push;
        push.setTimerType(Qt::PreciseTimer);
        connect(&push, &QTimer::timeout, &kcat, [&] {
            kcat.write(QByteArray("a line of some length\n").repeated(recordsPerPush));
            if (++pushed == pushes) {
                push.stop();
                kcat.closeWriteChannel();
            }
        });
        push.start(pushEveryMs);
        QVERIFY(QTest::qWaitFor([&] { return kcat.state() == QProcess::NotRunning; }, patienceMs));
        QCOMPARE(kcat.exitCode(), 0);
    }

private slots:
    void addsUpToWhatWasSent() {
        widgets::theme::Theme theme(*qApp);
        widgets::DialogPrompts prompts;
        session::Workspace workspace(nullptr, m_folder.filePath(QStringLiteral("settings.ini")));
        widgets::MainWindow window(workspace, prompts, theme, widgets::PaneRegistry::standard());
        window.resize(1440, 900);
        window.show();
        session::ConnectionProfile profile;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("cluster");
        profile.bootstrap = QString::fromStdString(m_under.bootstrap());
        workspace.clusters().saveProfile(profile);
        session::ClusterSession* cluster = workspace.clusters().open(profile.id);
        window.openPane({widgets::PageKind::Overview, profile.id, {}});
        const auto* chart = window.findChild<widgets::TimeChart*>(QStringLiteral("chartIn"));
        QVERIFY(chart);
        const auto messages = [&] {
            const auto* topic = cluster->data().topic(m_topic);
            return topic ? topic->messages.value_or(0) : 0;
        };
        // A rate needs two rounds.
        QTRY_VERIFY_WITH_TIMEOUT(cluster->data().snapshot()->takenAtMs > 0, patienceMs);
        const qint64 first = cluster->data().snapshot()->takenAtMs;
        QTRY_VERIFY_WITH_TIMEOUT(cluster->data().snapshot()->takenAtMs > first, patienceMs);

        produce();
        if (QTest::currentTestFailed())
            return;
        constexpr qint64 sent = qint64(recordsPerPush) * pushes;
        QTRY_COMPARE_WITH_TIMEOUT(messages(), sent, patienceMs);
        // The news reaches the page when it reaches the test, or right after.
        QCoreApplication::processEvents();

        double ofTopic = 0, ofAll = 0;
        for (const widgets::ChartSeries& series : chart->series()) {
            ofAll += integral(series.points);
            if (series.name == m_topic)
                ofTopic = integral(series.points);
        }
        qInfo("sent %lld, plotted %.0f of the topic and %.0f in all", static_cast<long long>(sent), ofTopic,
              ofAll);
        QVERIFY(std::abs(ofTopic / double(sent) - 1) <= 0.02);
        QVERIFY(std::abs(ofAll / double(sent) - 1) <= 0.02);
    }
};

QTEST_MAIN(PlottedRateTest)
#include "plotted_rate_test.moc"
