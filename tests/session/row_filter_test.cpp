#include <QTest>

#include "session/records/row_filter.h"

using namespace session;

class RowFilterTest : public QObject {
    Q_OBJECT

    static RecordRow row(const char* key, std::optional<QByteArray> value) {
        RecordRow out;
        out.key = key;
        out.value = std::move(value);
        out.headers = {{"source", QByteArray("app")}};
        return out;
    }

private slots:
    void aRowThatIsThereIsJudgedAsTheReadingWould() {
        RecordWish wish;
        wish.filter = "paid";
        QVERIFY(RowFilter(wish).matches(row("k", "Paid")));
        QVERIFY(!RowFilter(wish).matches(row("k", "open")));
        wish.isNot = true;
        QVERIFY(RowFilter(wish).matches(row("k", "open")));
        wish = {};
        wish.headerName = "source";
        wish.headerValue = "app";
        wish.tombstonesOnly = true;
        QVERIFY(RowFilter(wish).matches(row("k", std::nullopt)));
        QVERIFY(!RowFilter(wish).matches(row("k", "v")));
        wish.key = "other";
        QVERIFY(!RowFilter(wish).matches(row("k", std::nullopt)));
    }

    void bytesAreLookedForByTheirHex() {
        RecordWish wish;
        wish.isHex = true;
        wish.filter = "00 FF";
        const QByteArray value("\x01\x00\xff\x00\xff", 5);
        QVERIFY(RowFilter(wish).matches(row("k", value)));
        QVERIFY(!RowFilter(wish).matches(row("k", "00 FF")));
        QCOMPARE(RowFilter(wish).inValue(value), (QVector<MatchSpan>{{1, 3}, {3, 5}}));
        wish.filter = "41";
        QVERIFY(!RowFilter(wish).matches(row("k", "a"))); // no letter, which would have two cases
    }

    void spansAreWhereTheTextIsLookedFor() {
        RecordWish wish;
        wish.filter = "b+";
        wish.isRegex = true;
        wish.inKey = false;
        const RowFilter filter(wish);
        QCOMPARE(filter.inValue("abba b"), (QVector<MatchSpan>{{1, 3}, {5, 6}}));
        QVERIFY(filter.inKey("abba").isEmpty());
    }

    void aBrokenExpressionSaysWhy() {
        RecordWish wish;
        wish.filter = "a(";
        QVERIFY(RowFilter::problem(wish).isEmpty());
        wish.isRegex = true;
        QVERIFY(RowFilter::problem(wish).contains("missing )"));
    }
};

QTEST_GUILESS_MAIN(RowFilterTest)
#include "row_filter_test.moc"
