#include <QTest>

#include "session/records/parts_read.h"

using namespace session;

/// What a reading that was gone on with says of all its parts.
class PartsReadTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasPassedBackwardsBehindOpenTransactionsStaysSo() {
        browse::Progress part;
        BrowseProgress first, both;
        part.scanned = 500;
        part.behindOpen = 100;
        tellParts({}, part, true, first);
        QCOMPARE(first.behindOpen, 100);
        part.behindOpen = 0; // they have ended, or not: the next part does not come by them
        tellParts(first, part, true, both);
        QCOMPARE(both.scanned, 1000);
        QCOMPARE(both.behindOpen, 100);
    }

    void forwardsThoseThatAreAheadAreTold() {
        browse::Progress part;
        BrowseProgress both;
        part.behindOpen = 40;
        tellParts({.behindOpen = 100}, part, false, both);
        QCOMPARE(both.behindOpen, 40);
    }
};

QTEST_GUILESS_MAIN(PartsReadTest)
#include "parts_read_test.moc"
