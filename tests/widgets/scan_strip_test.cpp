#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "models/formats.h"
#include "support/fake_records.h"
#include "widgets/common/controls.h"
#include "widgets/panes/topic/scan_strip.h"

using namespace widgets;
using session::StopReason;

/// How a reading ended, in words.
class ScanStripTest : public QObject {
    Q_OBJECT

    static QString read(support::FakeRecordBrowser& browser) {
        ScanStrip strip;
        strip.resize(1600, 40);
        strip.show(browser, {});
        strip.QWidget::show();
        QStringList words{strip.findChild<StateLabel*>()->accessibleName()};
        for (const auto* each : strip.findChildren<QLabel*>())
            if (!each->isHidden())
                words << each->text();
        return models::withPlainBlanks(words.join(' '));
    }

private slots:
    void whatWasDeletedUnreadIsNamed() {
        support::FakeRecordBrowser browser;
        browser.run({});
        browser.done.scanned = browser.done.matched = 1'389'845;
        QString words = read(browser);
        QVERIFY2(words.contains("Read to the end"), qPrintable(words));
        QVERIFY2(!words.contains("deleted"), qPrintable(words));
        browser.done.deleted = 1'400'000;
        words = read(browser);
        QVERIFY2(words.contains("Read what was left"), qPrintable(words));
        QVERIFY2(words.contains("1 400 000 were deleted before they were read"), qPrintable(words));
        browser.reason = StopReason::LimitReached;
        words = read(browser);
        QVERIFY2(words.contains("Stopped at the limit"), qPrintable(words));
        QVERIFY2(words.contains("1 400 000 were deleted before they were read"), qPrintable(words));
    }

    void theLastOfManyPartitionsAreNotAllThere() {
        support::FakeRecordBrowser browser;
        session::BrowseQuery last;
        last.seek = session::SeekKind::LastN;
        last.value = last.limit = 10'000;
        browser.run(last);
        browser.reason = StopReason::LimitReached;
        browser.done.scanned = browser.done.matched = 100'000;
        const QString words = read(browser);
        QVERIFY2(words.contains("Stopped at 100 000 rows: not all of the last 10 000"), qPrintable(words));
        ScanStrip strip;
        strip.show(browser, {});
        const auto* more = strip.findChild<QPushButton*>("moreRecords");
        QVERIFY2(more->isHidden(), "there is nothing to go on to");
        browser.run({});
        browser.reason = StopReason::LimitReached;
        strip.show(browser, {});
        QVERIFY(!more->isHidden());
    }

    void whatALaterFilterSawInPartIsNamed() {
        support::FakeRecordBrowser browser;
        session::BrowseQuery live;
        live.seek = session::SeekKind::Live;
        browser.endsAtOnce = false;
        browser.run(live);
        browser.done.inPart = 3;
        const QString words = read(browser);
        QVERIFY2(words.contains("3 large record(s) caught before were looked at in part"), qPrintable(words));
    }

    void whatCouldNotBeReadIsNamed() {
        support::FakeRecordBrowser browser;
        browser.run({});
        browser.done.scanned = browser.done.matched = 80;
        browser.done.damaged = 1;
        const QString words = read(browser);
        QVERIFY2(words.contains("Read what could be read"), qPrintable(words));
        QVERIFY2(!words.contains("Read to the end"), qPrintable(words));
        QVERIFY2(words.contains("1 batch(es) could not be read"), qPrintable(words));
    }
};

QTEST_MAIN(ScanStripTest)
#include "scan_strip_test.moc"
