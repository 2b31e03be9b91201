#include <QTest>

#include "session/runs/export_preview.h"

using namespace session;

/// What an export shows beforehand of rows that are not kept whole.
class ExportPreviewTest : public QObject {
    Q_OBJECT

    static RecordRow rowOf(const QByteArray& value, qint64 size) {
        RecordRow row;
        row.value = value;
        row.valueSize = size;
        return row;
    }
    static QString nameOf(const RecordRow& row) {
        ExportDraft draft;
        draft.format = ExportFormat::RawFiles;
        return previewExport(draft, {row}, 1).value(0).section(QLatin1Char('.'), 1);
    }

private slots:
    void aFileOfACutTextHasNoKnownEnding() {
        const QByteArray json = "{\"a\":1}", euro = "\xe2\x82\xac";
        QCOMPARE(nameOf(rowOf(json, json.size())), QStringLiteral("json"));
        QCOMPARE(nameOf(rowOf(json.chopped(1), 100)), QString(QChar(0x2026)));
        QCOMPARE(nameOf(rowOf("plain" + euro.chopped(1), 100)), QString(QChar(0x2026)));
        QCOMPARE(nameOf(rowOf("\xff" + json, 100)), QStringLiteral("bin"));
    }

    void aTextThatIsCutThroughALetterIsText() {
        ExportDraft draft;
        draft.topic = QStringLiteral("orders");
        RecordRow row = rowOf("before a \xe2\x82", 100);
        row.key = "the key \xe2";
        row.keySize = 100;
        row.headers = {{"h", "header of \xf0\x9f\x98"}};
        row.headerCount = 1;
        row.headerSize = 100;
        for (const auto format : {ExportFormat::JsonLines, ExportFormat::Csv}) {
            draft.format = format;
            const QString line = previewExport(draft, {row}, 2).constLast();
            for (const char* text : {"before", "the", "header"})
                QVERIFY2(line.contains(QLatin1String(text)), qPrintable(line));
        }
        row.value = "\xff\xfe and so on";
        QVERIFY(!previewExport(draft, {row}, 2).constLast().contains(QLatin1String("and so on")));
    }
};

QTEST_GUILESS_MAIN(ExportPreviewTest)
#include "export_preview_test.moc"
