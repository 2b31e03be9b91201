#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "support/memory_settings.h"
#include "widgets/prompts/payload_field.h"

using support::MemorySettings;
using widgets::PayloadField;

/// What is typed and pasted becomes bytes as it is.
class PayloadFieldTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsFilledInIsTold() {
        for (const bool asWritten : {false, true}) {
            PayloadField field("Value", "value", 3);
            if (asWritten)
                field.sendAsWritten();
            field.set(session::PayloadKind::Text, "order {{n}}");
            const auto labels = field.findChildren<QLabel*>();
            QCOMPARE(std::ranges::any_of(
                         labels, [](const QLabel* one) { return one->text().contains("are filled in"); }),
                     !asWritten);
        }
    }

    void whatIsNoTextIsNotPasted() {
        PayloadField field("Value", "value", 3);
        field.set(session::PayloadKind::Text, "kept");
        auto* text = field.findChild<QPlainTextEdit*>("valueText");
        text->selectAll();
        auto* picture = new QMimeData;
        picture->setData("image/png", "no text");
        QApplication::clipboard()->setMimeData(picture);
        text->paste();
        QCOMPARE(field.text(), QString("kept"));
    }

    void aFileIsKnownWhileItsBytesAreUnchanged() {
        const QTemporaryDir folder;
        const auto fileOf = [&](const char* name, const QByteArray& content) {
            QFile file(folder.filePath(name));
            [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size()); }();
            return file.fileName();
        };
        PayloadField field("Value", "value", 3);
        const auto take = [&](const QString& path) {
            field.findChild<QPushButton*>("valueFile")->click();
            auto* dialog = field.findChild<QFileDialog*>();
            emit dialog->fileSelected(path);
            dialog->reject();
        };
        QCOMPARE(field.file(), QString());
        const QString small = fileOf("small", "a\xff");
        take(small);
        QTRY_COMPARE(field.file(), small);
        field.findChild<QPlainTextEdit*>("valueText")->appendPlainText("00");
        QCOMPARE(field.file(), QString());
        const QString large = fileOf("large", QByteArray(1'000'000, '\xff'));
        take(large);
        QTRY_COMPARE(field.file(), large);
        field.set(session::PayloadKind::Null, {});
        QCOMPARE(field.file(), QString());
    }

    void placeholdersAreFilledInWhereTheyAreText() {
        PayloadField field("Value", "value", 3);
        field.resize(800, 200); // nothing that it says is cut
        field.show();
        const auto says = [&field](const char* words) {
            const auto labels = field.findChildren<QLabel*>();
            return std::ranges::any_of(labels,
                                       [words](const QLabel* one) { return one->text().contains(words); });
        };
        field.set(session::PayloadKind::Json, "{{n}}");
        QCOMPARE(field.templateKind(), session::PayloadKind::Text);
        field.set(session::PayloadKind::Hex, "7b 7b 6e 7d 7d");
        QCOMPARE(field.templateKind(), session::PayloadKind::Hex);
        QVERIFY(says("sent as they are"));
        field.set(session::PayloadKind::Base64, "e3tufX0=");
        QCOMPARE(field.templateKind(), session::PayloadKind::Hex);
        field.set(session::PayloadKind::Int64, "8897826974055759229"); // "{{n}}{}}" would be its bytes
        QCOMPARE(field.templateKind(), session::PayloadKind::Hex);
        field.setBytes(QByteArray(300 * 1024, 'a') + "{{uuid}}"); // more than is edited
        QCOMPARE(field.templateKind(), session::PayloadKind::Hex);
        QVERIFY(says("sent as they are"));
        QVERIFY(field.bytes()->endsWith("{{uuid}}"));
    }

    void filesAreChosenWhereTheLastOneWas() {
        const QTemporaryDir folder;
        MemorySettings settings;
        const auto choose = [&](const QString& path) {
            PayloadField field("Value", "value", 3);
            field.rememberFolder(settings);
            field.findChild<QPushButton*>("valueFile")->click();
            auto* dialog = field.findChild<QFileDialog*>();
            const QString opened = dialog->directory().absolutePath();
            emit dialog->fileSelected(path);
            dialog->reject();
            return opened;
        };
        QCOMPARE(choose(folder.filePath("a file")), QDir::homePath());
        QCOMPARE(choose(folder.filePath("another")), folder.path());
    }

    void lineEndsThatUndoBringsBackAreWhatTheyWere() {
        PayloadField field("Value", "value", 3);
        field.set(session::PayloadKind::Text, {});
        auto* text = field.findChild<QPlainTextEdit*>("valueText");
        const auto* ends = field.findChild<QWidget*>("valueEnds");
        QApplication::clipboard()->setText("one\r\ntwo");
        text->paste();
        QVERIFY(!ends->isHidden());
        text->selectAll();
        QTest::keyClick(text, Qt::Key_Delete);
        QVERIFY(ends->isHidden());
        text->undo();
        QCOMPARE(field.text(), QString("one\r\ntwo"));
        QVERIFY(!ends->isHidden());
    }
};

QTEST_MAIN(PayloadFieldTest)
#include "payload_field_test.moc"
