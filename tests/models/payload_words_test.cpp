#include <QTest>

#include "models/formats.h"
#include "models/payload_words.h"

/// How a topic's kinds are put into words.
class PayloadWordsTest : public QObject {
    Q_OBJECT
private slots:
    void aReasonIsOfARecordThatWasLookedAt() {
        const session::PassedOver one{"int64", "Such a number has 8 bytes, these are 6.", 3};
        QCOMPARE(models::whyPassedOver(one, 20),
                 QString("3 of 20 record(s) that were looked at would be read so. Of another: Such a number "
                         "has 8 bytes, these are 6."));
        const session::PassedOver none{"uuid", "It has 6 bytes.", 0};
        QCOMPARE(
            models::withPlainBlanks(models::whyPassedOver(none, 1200)),
            QString("0 of 1 200 record(s) that were looked at would be read so. Of one: It has 6 bytes."));
        const session::KindGuess guess{"text", 20, 20, {one}};
        const QString why = models::whyGuessed(guess);
        QVERIFY2(why.contains("one of the records looked at"), qPrintable(why));
    }
};

QTEST_GUILESS_MAIN(PayloadWordsTest)
#include "payload_words_test.moc"
