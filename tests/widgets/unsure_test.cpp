#include <algorithm>

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

#include "support/window_bench.h"
#include "widgets/common/message_bar.h"
#include "widgets/panes/runs/run_view.h"
#include "widgets/prompts/produce_words.h"
#include "widgets/prompts/run_progress.h"

using session::Skip;
using session::Unsure;
using support::WindowBench;
using widgets::MessageBar;
using widgets::RunProgress;
using widgets::RunView;

namespace {

/// One run, and how it was gone on with.
class OneRun final : public session::Runs {
public:
    [[nodiscard]] const std::vector<session::RunPtr>& rows() const override { return all; }
    QString startExport(const session::ConnectionProfile&, const session::ExportDraft&) override {
        return {};
    }
    QString startImport(const session::ConnectionProfile&, const session::ImportDraft&) override {
        return {};
    }
    QString startSending(const session::ConnectionProfile&, const session::SendAgainDraft&) override {
        return {};
    }
    QString follow(session::JobBase*, const session::RunSubject&) override { return {}; }
    QString followSending(session::JobBase*, const session::ConnectionProfile&,
                          const session::ProduceDraft&) override {
        return {};
    }
    void stop(const QString&) override {}
    void goOn(const QString&, Skip, Unsure unsure) override { asked.push_back(unsure); }
    QString repeat(const QString&) override { return {}; }
    [[nodiscard]] bool isElsewhere(const QString&) const override { return false; }
    [[nodiscard]] bool standsStill(const QString&) const override { return still; }
    void remove(const QString&) override {}

    std::vector<session::RunPtr> all;
    std::vector<Unsure> asked;
    bool still = false;
};

session::RunRow stopped(qint64 mayBeTwice) {
    session::RunRow row;
    row.id = "1";
    row.subject.kind = session::RunKind::Import;
    row.state = session::RunState::Stopped;
    row.figures = {.records = 10, .unsure = mayBeTwice};
    row.mayBeTwice = mayBeTwice;
    row.canGoOn = true;
    return row;
}

bool says(const QWidget& widget, const QString& words) {
    const auto labels = widget.findChildren<QLabel*>();
    return std::ranges::any_of(
        labels, [&](const QLabel* one) { return one->isVisibleTo(&widget) && one->text().contains(words); });
}

} // namespace

/// What is said of records that may be stored, before they are sent once more.
class UnsureTest : public QObject {
    Q_OBJECT

private slots:
    void aRunSaysWhatItWouldSendTwiceAndMayGoOnWithout() {
        OneRun runs;
        runs.all = {std::make_shared<session::RunRow>(stopped(500))};
        RunProgress progress(runs);
        progress.follow("1");
        progress.show();
        auto* choice = progress.findChild<QCheckBox*>("sendUnsure");
        QVERIFY(choice->isVisible());
        QVERIFY2(choice->text().contains("500"), qPrintable(choice->text()));
        QVERIFY(says(progress, "500 not known"));
        auto* goOn = progress.findChild<QPushButton*>("runGoOn");
        goOn->click();
        QTest::mouseClick(choice, Qt::LeftButton, {}, QPoint(8, choice->height() / 2));
        goOn->click();
        QCOMPARE(runs.asked, (std::vector{Unsure::SendAgain, Unsure::LeaveOut}));
        runs.all = {std::make_shared<session::RunRow>(stopped(7))};
        emit runs.changed();
        QVERIFY2(choice->isChecked(), "it was said of others");
    }

    void whereItsBrokerDoesNotRunItDoesNotGoOn() {
        OneRun runs;
        runs.all = {std::make_shared<session::RunRow>(stopped(500))};
        runs.still = true;
        RunProgress progress(runs);
        progress.follow("1");
        auto* goOn = progress.findChild<QPushButton*>("runGoOn");
        goOn->click();
        QVERIFY(runs.asked.empty());
        QVERIFY(says(progress, "The local broker is not running."));
        runs.still = false;
        goOn->click();
        QCOMPARE(runs.asked.size(), std::size_t(1));
    }

    void thePageOfRunsSaysItToo() {
        RunView view;
        view.show(std::make_shared<session::RunRow>(stopped(500)), models::Zone::Utc);
        auto* choice = view.findChild<QCheckBox*>("sendUnsure");
        QVERIFY(choice->isVisibleTo(&view));
        QVERIFY(says(view, "Not known"));
        QVERIFY(says(view, "500"));
        QCOMPARE(view.unsure(), Unsure::SendAgain);
        choice->setChecked(false);
        QCOMPARE(view.unsure(), Unsure::LeaveOut);
        view.show(std::make_shared<session::RunRow>(stopped(0)), models::Zone::Utc);
        QVERIFY(!choice->isVisibleTo(&view));
        QVERIFY(!says(view, "Not known"));
    }

    void aRecordThatMayBeStoredIsNotToldAsNotSent() {
        WindowBench bench;
        bench.open("topic", "orders");
        bench.fake().answers.refusal = base::Error{-1, "_MSG_TIMED_OUT", "No answer.", {}, true};
        const auto told = [&](const session::DraftRest& left) {
            bench.fake().records().left = left;
            bench.click("produceHere");
            bench.click("actButton");
            QString words;
            (void)QTest::qWaitFor([&] {
                for (const auto* bar : QApplication::activeModalWidget()->findChildren<MessageBar*>())
                    if (bar->isVisible())
                        words = bar->accessibleName();
                return !words.isEmpty();
            });
            delete QApplication::activeModalWidget();
            return words;
        };
        const QString refused = told({.before = {1}, .next = 2});
        QVERIFY2(refused.contains("It was not sent"), qPrintable(refused));
        const QString unsure = told({.before = {1}, .next = 2, .unsure = {1}});
        QVERIFY2(unsure.contains("not known whether it arrived"), qPrintable(unsure));
        QVERIFY2(!unsure.contains("not sent"), qPrintable(unsure));
    }

    void recordsThatNeverLeftAreToldBesideThoseThatMayBeStored() {
        const session::ProduceDraft draft{.topic = "orders", .repeat = 10};
        const auto told = [&](const session::DraftRest& left) {
            return widgets::produce_words::failed(draft, &left);
        };
        const QString both = told({.before = {3, 4}, .next = 5, .unsure = {3, 4}});
        QVERIFY2(both.contains("Not all was sent") && both.contains("2 record"), qPrintable(both));
        const QString refused = told({.before = {9, 10}, .next = 11, .unsure = {10}});
        QVERIFY2(refused.contains("Not all was sent") && refused.contains("1 record"), qPrintable(refused));
        const QString unsure = told({.before = {9, 10}, .next = 11, .unsure = {9, 10}});
        QVERIFY2(!unsure.contains("Not all") && unsure.contains("2 record"), qPrintable(unsure));
    }
};

QTEST_MAIN(UnsureTest)
#include "unsure_test.moc"
