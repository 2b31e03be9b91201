#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTest>

#include "widgets/prompts/payload_field.h"

using widgets::PayloadField;

/// What is typed and pasted becomes bytes as it is.
class PayloadFieldTest : public QObject {
    Q_OBJECT

private slots:
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
