#include <QTest>

#include "widgets/prompts/header_rows.h"

using widgets::HeaderRows;

/// Headers that are typed, or taken from a record.
class HeaderRowsTest : public QObject {
    Q_OBJECT

private slots:
    void aLongHeaderStaysWhole() {
        HeaderRows rows;
        const QString name(40'000, 'n');
        const QByteArray value(70'000, 'v');
        rows.set({{name, value}});
        QCOMPARE(rows.headers().size(), qsizetype(1));
        QCOMPARE(rows.headers().first().name, name);
        QCOMPARE(rows.headers().first().value, std::optional(value));
    }

    void aValueInHexStaysSo() {
        HeaderRows rows;
        rows.set({{"a", QByteArray("{{n}}"), session::PayloadKind::Hex}, {"b", QByteArray("{{n}}")}});
        QCOMPARE(rows.headers().at(0).kind, session::PayloadKind::Hex);
        QCOMPARE(rows.headers().at(0).value, std::optional<QByteArray>("{{n}}"));
        QCOMPARE(rows.headers().at(1).kind, session::PayloadKind::Text);
    }
};

QTEST_MAIN(HeaderRowsTest)
#include "header_rows_test.moc"
