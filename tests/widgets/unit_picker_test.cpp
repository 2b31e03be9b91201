#include <limits>

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

#include "widgets/common/unit_picker.h"

using widgets::UnitPicker;

class UnitPickerTest : public QObject {
    Q_OBJECT

    static QLineEdit* number(UnitPicker& picker) { return picker.findChild<QLineEdit*>("timeNumber"); }
    static QComboBox* unit(UnitPicker& picker) { return picker.findChild<QComboBox*>("timeUnit"); }
    static void choose(UnitPicker& picker, const QString& name) {
        unit(picker)->setFocus();
        QTest::keyClick(unit(picker), Qt::Key_Home);
        for (int i = 0; i < unit(picker)->count() && unit(picker)->currentText() != name; ++i)
            QTest::keyClick(unit(picker), Qt::Key_Down);
        QCOMPARE(unit(picker)->currentText(), name);
    }

private slots:
    void aValueIsShownInTheLargestUnitThatSaysItExactly() {
        UnitPicker picker(models::ValueKind::Milliseconds, -1, true, "time", "Keep for");
        picker.setValue(7LL * 86'400'000);
        QCOMPARE(number(picker)->text(), QString("7"));
        QCOMPARE(unit(picker)->currentText(), QString("days"));
        picker.setValue(90'000);
        QCOMPARE(number(picker)->text(), QString("90"));
        QCOMPARE(unit(picker)->currentText(), QString("seconds"));
        picker.setValue(1);
        QCOMPARE(picker.value(), std::optional<qint64>(1));
    }

    void infiniteAndDefaultAreUnitsWithoutANumber() {
        UnitPicker picker(models::ValueKind::Milliseconds, -1, true, "time", "Keep for");
        picker.show();
        choose(picker, "Infinite");
        QVERIFY(!number(picker)->isEnabled());
        QCOMPARE(picker.value(), std::optional<qint64>(-1));
        choose(picker, "Default");
        QVERIFY(picker.isDefault());
        QVERIFY(!picker.value());
        QVERIFY(picker.error().isEmpty());
    }

    void whatCannotBeIsToldAndIsNoValue_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("good");
        QTest::newRow("number") << "36" << true;
        QTest::newRow("grouped") << "1 000" << true;
        QTest::newRow("nothing") << "" << false;
        QTest::newRow("words") << "soon" << false;
        QTest::newRow("fraction") << "1.5" << false;
        QTest::newRow("negative") << "-3" << false;
        QTest::newRow("too much") << QString::number(std::numeric_limits<qint64>::max()) << false;
    }
    void whatCannotBeIsToldAndIsNoValue() {
        QFETCH(QString, typed);
        QFETCH(bool, good);
        UnitPicker picker(models::ValueKind::Milliseconds, -1, false, "time", "Keep for");
        picker.show();
        choose(picker, "hours");
        QTest::keyClicks(number(picker), typed);
        QCOMPARE(picker.error().isEmpty(), good);
        QCOMPARE(picker.value().has_value(), good);
    }

    void whatIsTooLargeIsToldWithTheMostThatFits_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("fits 64 bits") << "3";
        QTest::newRow("fits no number") << "99999999999999999999";
    }
    void whatIsTooLargeIsToldWithTheMostThatFits() {
        QFETCH(QString, typed);
        UnitPicker picker(models::ValueKind::Bytes, {}, false, "time", "Largest batch");
        picker.setMost(std::numeric_limits<qint32>::max());
        picker.show();
        choose(picker, "GiB");
        QTest::keyClicks(number(picker), typed);
        QCOMPARE(picker.error(), QString("That is more than Kafka can hold: at most 1 GiB."));
        QVERIFY(!picker.value());
    }
};

QTEST_MAIN(UnitPickerTest)
#include "unit_picker_test.moc"
