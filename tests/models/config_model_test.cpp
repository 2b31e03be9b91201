#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/config_model.h"
#include "models/config_units.h"

using namespace Qt::StringLiterals;
using session::ConfigRow;

namespace {

ConfigRow row(const QString& name, const QString& type, const QString& value, bool overridden = false) {
    ConfigRow r;
    r.name = name;
    r.type = type;
    r.value = value;
    r.defaultValue = u"604800000"_s;
    r.overridden = overridden;
    r.source = overridden ? u"DYNAMIC_TOPIC_CONFIG"_s : u"DEFAULT_CONFIG"_s;
    return r;
}

} // namespace

class ConfigModelTest : public QObject {
    Q_OBJECT
private slots:
    void valuesReadInTheirUnits_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("shown");
        QTest::newRow("days") << u"retention.ms"_s << u"LONG"_s << u"604800000"_s << u"7 d"_s;
        QTest::newRow("odd ms") << u"retention.ms"_s << u"LONG"_s << u"1001"_s << u"1 001 ms"_s;
        QTest::newRow("for ever") << u"retention.ms"_s << u"LONG"_s << u"-1"_s << u"infinite"_s;
        QTest::newRow("GiB") << u"segment.bytes"_s << u"INT"_s << u"1073741824"_s << u"1 GiB"_s;
        QTest::newRow("never") << u"flush.messages"_s << u"LONG"_s << u"9223372036854775807"_s << u"never"_s;
        QTest::newRow("zero") << u"min.compaction.lag.ms"_s << u"LONG"_s << u"0"_s << u"0 ms"_s;
        QTest::newRow("minus two") << u"local.retention.ms"_s << u"LONG"_s << u"-2"_s << u"-2"_s;
        QTest::newRow("words") << u"compression.type"_s << u"STRING"_s << u"producer"_s << u"producer"_s;
    }
    void valuesReadInTheirUnits() {
        QFETCH(QString, name);
        QFETCH(QString, type);
        QFETCH(QString, value);
        QFETCH(QString, shown);
        QCOMPARE(models::humanValue(row(name, type, value), value).replace(QChar::Nbsp, u' '), shown);
    }

    void anEditWaitsAndCanBeTakenBack() {
        models::ConfigModel model;
        QAbstractItemModelTester tester(&model);
        model.show({row(u"retention.ms"_s, u"LONG"_s, u"604800000"_s),
                    row(u"segment.bytes"_s, u"INT"_s, u"1048576"_s, true)});
        QSignalSpy spy(&model, &models::ConfigModel::editsChanged);
        model.edit({"retention.ms", "86400000"});
        QCOMPARE(model.edits().size(), 1u);
        QCOMPARE(model.index(0, model.columnOf("value")).data().toString().replace(QChar::Nbsp, u' '),
                 u"1 d"_s);
        model.edit({"segment.bytes", "1048576"}); // as it is
        QCOMPARE(model.edits().size(), 1u);
        model.edit({"segment.bytes"}); // back to the default
        QCOMPARE(model.edits().size(), 2u);
        model.undo(u"retention.ms"_s);
        QCOMPARE(model.edits().size(), 1u);
        QCOMPARE(model.edits()[0].name, std::string("segment.bytes"));
        QVERIFY(!model.edits()[0].value);
        QVERIFY(spy.count() >= 4);
    }

    void anEditSurvivesARefreshUntilTheClusterHasIt() {
        models::ConfigModel model;
        model.show({row(u"retention.ms"_s, u"LONG"_s, u"604800000"_s)});
        model.edit({"retention.ms", "5"});
        model.show({row(u"retention.ms"_s, u"LONG"_s, u"604800000"_s)});
        QCOMPARE(model.edits().size(), 1u);
        model.show({row(u"retention.ms"_s, u"LONG"_s, u"5"_s, true)});
        QVERIFY(model.edits().empty());
    }

    void aReadOnlyKeyCannotBeEdited() {
        models::ConfigModel model;
        auto fixed = row(u"node.id"_s, u"INT"_s, u"1"_s);
        fixed.readOnly = true;
        model.show({fixed});
        model.edit({"node.id", "2"});
        QVERIFY(model.edits().empty());
    }
};

QTEST_GUILESS_MAIN(ConfigModelTest)
#include "config_model_test.moc"
