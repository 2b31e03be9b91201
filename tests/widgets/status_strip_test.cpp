#include <QLabel>
#include <QPushButton>

#include "support/window_bench.h"
#include "widgets/common/controls.h"
#include "widgets/common/words.h"
#include "widgets/theme/colours.h"
#include "widgets/window/job_indicator.h"

using namespace widgets;
using support::WindowBench;

class StatusStripTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;
    using Sending = session::Job<session::Nothing>;

    static QString read(const QWidget& where) {
        QStringList words;
        for (const auto* each : where.findChildren<QLabel*>())
            if (!each->isHidden())
                words << each->text();
        return words.join(' ');
    }
    static QString tips(const QWidget& where) {
        QStringList words;
        for (const auto* each : where.findChildren<QLabel*>())
            words << each->toolTip();
        return words.join(' ');
    }
    session::ClusterSession* openAnother() {
        session::ConnectionProfile other;
        other.id = QUuid::createUuid();
        other.name = "big";
        other.bootstrap = "big:9092";
        m_bench->workspace->clusters().saveProfile(other);
        auto* opened = m_bench->workspace->clusters().open(other.id);
        support::fillWithSample(*opened, WindowBench::now);
        return opened;
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void anEndedJobIsReadForAWhileAndThenInTheTooltip() {
        JobIndicator indicator(m_bench->window->context(), std::chrono::milliseconds(200));
        Sending job;
        emit m_bench->window->context().jobStarted(&job, m_bench->cluster->id(), "Produce 1 000 to orders");
        job.succeed({});
        QCOMPARE(read(indicator), QString("Produce 1 000 to orders: done"));
        QTRY_COMPARE(read(indicator), QString("nothing running"));
        QVERIFY2(tips(indicator).contains("Produce 1 000 to orders: done"), qPrintable(tips(indicator)));
    }

    void whatNobodyKnowsIsNotToldAsAFailure() {
        JobIndicator indicator(m_bench->window->context(), std::chrono::seconds(60));
        const auto ends = [&](const base::Error& error) {
            Sending job;
            emit m_bench->window->context().jobStarted(&job, m_bench->cluster->id(), "Delete orders");
            job.fail(error);
            return tips(indicator);
        };
        const auto colour = [&] {
            return indicator.findChild<NameLine*>()->palette().color(QPalette::WindowText);
        };
        base::Error closed{.name = "CANCELLED", .cause = "The connections to this cluster were closed."};
        const QString stopped = ends(closed);
        QVERIFY2(stopped.contains("Delete orders: stopped."), qPrintable(stopped));
        QVERIFY(colour() != theme::colours().bad);
        closed.unanswered = true; // it was on its way
        base::Error silent{.code = 7, .name = "REQUEST_TIMED_OUT", .cause = "Broker 1 did not answer."};
        silent.unanswered = true;
        for (const base::Error& error : {closed, silent}) {
            const QString told = ends(error);
            QVERIFY2(told.contains("Delete orders: It is not known whether it was done."), qPrintable(told));
            QVERIFY2(told.contains(QString::fromStdString(error.cause)), qPrintable(told));
            QVERIFY2(told.contains("look before you do it again"), qPrintable(told));
            QVERIFY(colour() != theme::colours().bad);
        }
    }

    void aLongFailureIsReadFromItsBeginAndOpens() {
        JobIndicator indicator(m_bench->window->context(), std::chrono::seconds(60));
        indicator.resize(900, 24);
        indicator.show();
        Sending job;
        emit m_bench->window->context().jobStarted(&job, m_bench->cluster->id(), "Delete orders");
        const QString why =
            "The broker refused it because " + QString("a policy says so, ").repeated(20) + "at last.";
        job.fail({44, "POLICY_VIOLATION", why.toStdString(), {}, false});
        const auto* words = indicator.findChild<NameLine*>();
        QTRY_VERIFY2(words->text().startsWith("Delete orders: The broker refused it because a policy"),
                     qPrintable(words->text()));
        QVERIFY(words->text().endsWith(QChar(0x2026)));
        QVERIFY(words->toolTip().contains("at last."));
        QCOMPARE(words->palette().color(QPalette::WindowText), theme::colours().bad);
        auto* open = indicator.findChild<QPushButton*>("jobWhole");
        QVERIFY(open->isVisible());
        QTest::mouseClick(open, Qt::LeftButton);
        const auto* whole = indicator.findChild<QWidget*>("jobWholeWords");
        QVERIFY(whole && whole->isVisible());
        QVERIFY(whole->findChild<QLabel*>()->text().endsWith("at last."));
        QTest::keyClick(const_cast<QWidget*>(whole), Qt::Key_Escape);
        QTRY_VERIFY(!indicator.findChild<QWidget*>("jobWholeWords"));
        job.disconnect();
        Sending next;
        emit m_bench->window->context().jobStarted(&next, m_bench->cluster->id(), "Delete orders");
        next.succeed({});
        QVERIFY(!open->isVisible());
        QCOMPARE(words->palette().color(QPalette::WindowText), theme::colours().text);
    }

    void aJobOfAnotherClusterNamesIt() {
        const QWidget& indicator = *m_bench->see("jobIndicator");
        Sending job;
        emit m_bench->window->context().jobStarted(&job, m_bench->cluster->id(), "Produce 1 000 to orders");
        QVERIFY2(!read(indicator).contains("staging"), qPrintable(read(indicator)));
        openAnother();
        QTRY_VERIFY2(read(indicator).contains("staging · Produce 1 000 to orders"),
                     qPrintable(read(indicator)));
        job.succeed({});
        QTRY_COMPARE(read(indicator), QString("staging · Produce 1 000 to orders: done"));
        m_bench->workspace->clusters().open(m_bench->cluster->profile().id);
        QTRY_COMPARE(read(indicator), QString("Produce 1 000 to orders: done"));
    }

    void whatBrokersWereAskedForIsNotStopped() {
        JobIndicator indicator(m_bench->window->context());
        const auto* stop = indicator.findChild<QPushButton*>("jobStop");
        Sending job;
        emit m_bench->window->context().jobStarted(&job, m_bench->cluster->id(), "Delete orders");
        QVERIFY(read(indicator).contains("Delete orders"));
        QVERIFY2(stop->isHidden(), "it would do nothing");
    }

    void whatIsDoneInAWindowOfAnotherClusterIsItsOwn() {
        const QWidget& indicator = *m_bench->see("jobIndicator");
        const QString own = m_bench->cluster->profile().name;
        openAnother(); // in front from now on
        m_bench->window->context().tellDone(m_bench->cluster->id(), "Delete orders");
        QTRY_COMPARE(read(indicator), own + " · Delete orders: done");
        m_bench->window->context().tellDone({}, "Wipe the local broker");
        QTRY_COMPARE(read(indicator), QString("Wipe the local broker: done"));
        m_bench->workspace->clusters().open(m_bench->cluster->id());
        QTRY_COMPARE(read(indicator), QString("Wipe the local broker: done"));
    }

    void aClusterOfWhichABrokerIsAwayIsConnectedToTheOthers() {
        const QWidget& strip = *m_bench->see("statusStrip");
        QVERIFY2(read(strip).contains(m_bench->cluster->profile().bootstrap), qPrintable(read(strip)));
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        sample.brokers.resize(2);
        const QString first = m_bench->cluster->profile().bootstrap;
        sample.brokers[0].host = first.section(':', 0, 0);
        sample.brokers[0].port = first.section(':', 1).toInt();
        sample.brokers[0].unreachable = session::Reason("Broker 1 does not answer any more.");
        sample.brokers[1].host = "another";
        sample.brokers[1].port = 9093;
        m_bench->fake().data().publish(sample);
        QVERIFY2(read(strip).contains("another:9093"), qPrintable(read(strip)));
        QVERIFY2(!read(strip).contains(first), qPrintable(read(strip)));
        const auto words = connectionWords(m_bench->cluster);
        QCOMPARE(words.word, QString("connected to 1 of 2 brokers"));
        QCOMPARE(words.tone, models::Tone::Warn);
        sample.brokers.erase(sample.brokers.begin()); // the cluster has left it out since
        m_bench->fake().data().publish(sample);
        QVERIFY2(read(strip).contains("another:9093"), qPrintable(read(strip)));
        QCOMPARE(connectionWords(m_bench->cluster).word, QString("connected"));
    }

    void whatIsOverdueHasNoRates() {
        const QWidget& strip = *m_bench->see("statusStrip");
        const QString none = QString("%1 msg/s in %1 msg/s committed").arg(models::unknownSign);
        const auto publishFrom = [this](qint64 secondsAgo) {
            m_bench->fake().data().publish(
                support::sampleSnapshot(QDateTime::currentMSecsSinceEpoch() - secondsAgo * 1000));
        };
        publishFrom(0);
        QVERIFY2(!read(strip).contains(none), qPrintable(read(strip)));
        publishFrom(14);
        QVERIFY2(read(strip).contains(none), qPrintable(read(strip)));
    }

    void whatIsHeldTellsItsAge() {
        const QWidget& strip = *m_bench->see("statusStrip");
        const auto publishNow = [this] {
            m_bench->fake().data().publish(support::sampleSnapshot(QDateTime::currentMSecsSinceEpoch()));
        };
        publishNow();
        QVERIFY2(!read(strip).contains(" ago"), qPrintable(read(strip)));
        m_bench->cluster->connection().setIntervalMs(0);
        QVERIFY2(read(strip).contains(" ago"), qPrintable(read(strip)));
        QVERIFY(m_bench->window->currentPane()->findChild<Badge*>("ageBadge")->isVisible());
        m_bench->cluster->connection().setIntervalMs(1000);
        publishNow();
        QVERIFY2(!read(strip).contains(" ago"), qPrintable(read(strip)));
        QVERIFY(!m_bench->window->currentPane()->findChild<Badge*>("ageBadge")->isVisible());
    }

    void whatIsGoneHasNoRates_data() {
        QTest::addColumn<session::ConnectionState>("state");
        QTest::newRow("lost") << session::ConnectionState::Lost;
        QTest::newRow("stopped") << session::ConnectionState::Closed;
    }
    void whatIsGoneHasNoRates() {
        QFETCH(const session::ConnectionState, state);
        const QWidget& strip = *m_bench->see("statusStrip");
        m_bench->fake().data().publish(support::sampleSnapshot(QDateTime::currentMSecsSinceEpoch()));
        const QString none = QString("%1 msg/s in %1 msg/s committed").arg(models::unknownSign);
        QVERIFY2(!read(strip).contains(none), qPrintable(read(strip)));
        support::fakeOf(*m_bench->cluster).connection().become(state);
        QVERIFY2(read(strip).contains(none), qPrintable(read(strip)));
        QVERIFY2(read(strip).contains(" ago"), qPrintable(read(strip)));
    }
};

QTEST_MAIN(StatusStripTest)
#include "status_strip_test.moc"
