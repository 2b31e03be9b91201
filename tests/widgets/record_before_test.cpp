#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include "session/records/payload_reader.h"
#include "widgets/panes/topic/record_view.h"

using session::RecordRow;
using widgets::RecordView;

/// When the details of a record ask what stands before it.
class RecordBeforeTest : public QObject {
    Q_OBJECT

    static RecordRow at(qint64 offset) {
        RecordRow row;
        row.offset = offset;
        row.value = "v";
        row.valueSize = 1;
        return row;
    }
    static void showDetails(const RecordView& view) {
        view.findChild<QTabBar*>("recordTabs")->setCurrentIndex(3);
    }
    static QList<qint64> offsets(const QSignalSpy& asked) {
        QList<qint64> out;
        for (const auto& one : asked)
            out += one[0].value<RecordRow>().offset;
        return out;
    }

private slots:
    void recordsThatAreSteppedByAreNotAskedFor() {
        session::PayloadReader reader("orders");
        RecordView view("orders", reader);
        const QSignalSpy asked(&view, &RecordView::beforeRequested);
        showDetails(view);
        for (const auto& row : {at(7), at(8), at(9)})
            view.show(&row);
        QTRY_COMPARE(offsets(asked), QList<qint64>{9});
    }

    void oneThatNobodyAnswersIsAskedForOnce() {
        session::PayloadReader reader("orders");
        RecordView view("orders", reader);
        const QSignalSpy asked(&view, &RecordView::beforeRequested);
        const auto row = at(7);
        view.show(&row);
        showDetails(view);
        QTRY_COMPARE(offsets(asked), QList<qint64>{7});
        auto decided = row;
        decided.mark = session::RecordMark::Committed;
        view.takeMark(decided);
        view.setZone(models::Zone::Local);
        RecordView later("orders", reader);
        const QSignalSpy askedLater(&later, &RecordView::beforeRequested);
        showDetails(later);
        later.show(&row);
        QTRY_COMPARE(offsets(askedLater), QList<qint64>{7});
        QCOMPARE(offsets(asked), QList<qint64>{7});
    }
};

QTEST_MAIN(RecordBeforeTest)
#include "record_before_test.moc"
