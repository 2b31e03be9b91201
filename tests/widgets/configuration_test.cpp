#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "support/form_words.h"
#include "support/window_bench.h"
#include "widgets/common/table_view.h"

using namespace widgets;
using support::WindowBench;

namespace {

session::ConfigRow row(const QString& name, const QString& type, const QString& value,
                       const QString& byDefault, bool overridden) {
    session::ConfigRow result;
    result.name = name;
    result.type = type;
    result.value = value;
    result.defaultValue = byDefault;
    result.overridden = overridden;
    result.source = overridden ? QStringLiteral("DYNAMIC_TOPIC_CONFIG") : QStringLiteral("DEFAULT_CONFIG");
    return result;
}

} // namespace

class ConfigurationTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    TableView* table() { return m_bench->see<TableView>("configTable"); }
    void select(const QString& name) {
        QVERIFY(table()->selectIdentity(name));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                          table()->visualRect(table()->currentIndex()).center());
        QTRY_VERIFY(seen("settingField"));
    }
    bool seen(const char* name) {
        for (const auto* widget : m_bench->window->findChildren<QWidget*>(QString::fromLatin1(name)))
            if (widget->isVisible())
                return true;
        return false;
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->fake().topics().configRows = {row("cleanup.policy", "LIST", "delete", "delete", false),
                                               row("max.message.bytes", "INT", "1048588", "1048588", false),
                                               row("preallocate", "BOOLEAN", "false", "false", false),
                                               row("retention.ms", "LONG", "259200000", "604800000", true)};
        m_bench->open("topic", "orders", "configuration");
        QTRY_COMPARE(table()->model()->rowCount(), 4);
    }
    void cleanup() {
        delete QApplication::activeModalWidget();
        m_bench.reset();
    }

    void whatIsChangedStandsFirst() {
        QCOMPARE(table()->model()->index(0, 0).data(models::IdentityRole).toString(),
                 QString("retention.ms"));
        QVERIFY(!seen("changesBar"));
    }

    void theHeadAndTheTableFollowEachOther() {
        auto& fake = m_bench->fake();
        fake.data().settingsRead.clear();
        auto& retention = fake.topics().configRows.back();
        const auto says = [this](const char* value) {
            return table()->model()->index(0, 1).data().toString().contains(QLatin1String(value));
        };
        // Somebody else edits it, and the round sees it first.
        retention.value = QStringLiteral("172800000");
        auto snapshot = *m_bench->cluster->data().snapshot();
        for (auto& topic : snapshot.topics)
            if (topic->name == QLatin1String("orders")) {
                auto row = *topic;
                row.retentionMs = 172'800'000;
                row.configChange = std::make_shared<const session::TopicConfigChange>();
                topic = std::make_shared<const session::TopicRow>(row);
            }
        fake.data().publish(snapshot);
        QTRY_VERIFY(says("2"));
        QVERIFY(fake.data().settingsRead.isEmpty());
        // And again, and the table sees it first.
        retention.value = QStringLiteral("345600000");
        m_bench->window->currentPane()->refresh();
        QTRY_VERIFY(says("4"));
        QCOMPARE(fake.data().settingsRead, QStringList("orders"));
    }

    void anEditWaitsForItsReviewAndOnlyItIsSent() {
        select("retention.ms");
        QCOMPARE(m_bench->see<QComboBox>("settingFieldUnit")->currentText(), QString("days"));
        m_bench->type("settingFieldNumber", "14");
        QVERIFY(seen("changesBar"));
        QVERIFY(m_bench->fake().topics().configEdits.isEmpty());
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const base::TopicConfigEdit asked{{"orders"}, {{"retention.ms", "1209600000"}}};
        QVERIFY(m_bench->fake().topics().checkedEdits.last() == asked);
        QVERIFY(m_bench->fake().topics().configEdits.last() == asked);
        QVERIFY(!seen("changesBar"));
    }

    void afterApplyingTheFieldHoldsWhatTheClusterSays() {
        m_bench->fake().topics().configRows.push_back(row("local.retention.ms", "LONG", "-2", "-2", false));
        m_bench->window->currentPane()->refresh();
        QTRY_COMPARE(table()->model()->rowCount(), 5);
        select("local.retention.ms");
        auto* number = m_bench->see<QLineEdit>("settingFieldNumber");
        QCOMPARE(number->placeholderText(), QString("-2"));
        QVERIFY(number->property("look").toByteArray() != "bad");
        m_bench->type("settingFieldNumber", "14");
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const auto holds = [this](const QString& text) {
            for (const auto* field : m_bench->window->findChildren<QLineEdit*>("settingFieldNumber"))
                if (field->isVisible() && field->text() == text)
                    return field->property("look").toByteArray() != "bad";
            return false;
        };
        QTRY_VERIFY(holds("14"));
        QTRY_COMPARE(m_bench->window->focusWidget()->objectName(), table()->objectName());
    }

    void whereADefaultComesFromIsSaidThoughTheBrokerSendsNoTrail() {
        const auto origins = [this] {
            QStringList words;
            const auto* origin = m_bench->see<QLabel>("valueOrigin");
            words << origin->text();
            for (const auto* each : origin->parentWidget()->findChildren<QLabel*>())
                words << each->text();
            return words;
        };
        select("max.message.bytes");
        QCOMPARE(origins().first().remove(QChar(0x200b)), QString("max.message.bytes=1048588"));
        QVERIFY(origins().contains("Kafka's default"));
        select("retention.ms");
        const auto* origin = m_bench->see<QLabel>("valueOrigin");
        QTRY_VERIFY(origin->width() > 0 && origin->height() >= origin->heightForWidth(origin->width()));
        QCOMPARE(origin->height(), origin->fontMetrics().height()); // there is room for one line
    }

    void anEditIsUndoneOneByOneOrAllAtOnce() {
        select("retention.ms");
        m_bench->type("settingFieldNumber", "14");
        select("max.message.bytes");
        m_bench->type("settingFieldNumber", "2");
        QVERIFY(seen("changesBar"));
        m_bench->click("undoSetting");
        select("retention.ms");
        QVERIFY(seen("changesBar"));
        m_bench->click("discardEdits");
        QVERIFY(!seen("changesBar"));
        QTRY_VERIFY(seen("settingField"));
        QCOMPARE(m_bench->see<QLineEdit>("settingFieldNumber")->text(), QString("3"));
    }

    void resettingAsksTheBrokerForItsDefault() {
        select("retention.ms");
        m_bench->click("resetSetting");
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->click("actButton");
        QTRY_VERIFY(!m_bench->fake().topics().configEdits.isEmpty());
        QVERIFY(!m_bench->fake().topics().configEdits.last().edits[0].value);
    }

    void whatIsNoNumberIsToldAndNotKept() {
        select("retention.ms");
        m_bench->type("settingFieldNumber", "soon");
        QVERIFY(!seen("changesBar"));
    }

    void noPartOfWhatCannotBeReadCounts_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("a fraction") << "1.5";
        QTest::newRow("an exponent") << "1e3";
        QTest::newRow("nothing") << "";
        QTest::newRow("too large") << "99999999999999999999";
    }
    void noPartOfWhatCannotBeReadCounts() {
        QFETCH(QString, typed);
        select("max.message.bytes");
        m_bench->type("settingFieldNumber", "2");
        select("retention.ms");
        m_bench->type("settingFieldNumber", "1");
        QVERIFY(m_bench->see("reviewEdits")->isEnabled());
        m_bench->type("settingFieldNumber", typed);
        QCOMPARE(m_bench->see<QLineEdit>("settingFieldNumber")->text(), typed);
        QVERIFY(!m_bench->see("reviewEdits")->isEnabled());
        QVERIFY(m_bench->see("reviewEdits")->toolTip().startsWith("retention.ms cannot be read"));
        QVERIFY(!m_bench->see<QLabel>("changesText")->text().contains("retention.ms"));
        // Only what reads is left when another setting is looked at.
        select("max.message.bytes");
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().topics().configEdits.size(), 1);
        QCOMPARE(m_bench->fake().topics().configEdits.last().edits.size(), 1U);
        QCOMPARE(m_bench->fake().topics().configEdits.last().edits[0].name, "max.message.bytes");
    }

    void onlyChangedLeavesWhoTypesAlone() {
        select("max.message.bytes");
        m_bench->type("settingFieldNumber", "2");
        m_bench->see<QCheckBox>("onlyChanged")->click();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        m_bench->type("settingFieldNumber", "1.5");
        QCOMPARE(table()->model()->rowCount(), 2);
        QCOMPARE(table()->currentIdentity().toString(), QString("max.message.bytes"));
        QCOMPARE(m_bench->see<QLineEdit>("settingFieldNumber")->text(), QString("1.5"));
        m_bench->type("settingFieldNumber", "3");
        m_bench->click("undoSetting");
        QTRY_COMPARE(table()->model()->rowCount(), 1);
    }

    void whatCannotBeReadIsTakenBack() {
        select("retention.ms");
        m_bench->type("settingFieldNumber", "1.5");
        QVERIFY(!seen("changesBar"));
        m_bench->click("undoSetting");
        QTRY_VERIFY(seen("settingField"));
        QCOMPARE(m_bench->see<QLineEdit>("settingFieldNumber")->text(), QString("3"));
        QVERIFY(!m_bench->see("undoSetting")->isEnabled());
    }

    void aNumberThatTheSettingCannotHoldIsNoEdit() {
        select("max.message.bytes"); // Kafka keeps it in 32 bits
        m_bench->type("settingFieldNumber", "2147483648");
        QVERIFY(!seen("changesBar"));
        m_bench->type("settingFieldNumber", "2147483647");
        QVERIFY(seen("changesBar"));
    }

    void whatSomebodyElseChangedIsSeenBeforeItIsChanged() {
        select("retention.ms");
        m_bench->type("settingFieldNumber", "14");
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->fake().topics().configRows.back() =
            row("retention.ms", "LONG", "86400000", "604800000", true);
        m_bench->click("actButton");
        QTRY_VERIFY(m_bench->see("actButton")->isEnabled());
        QVERIFY(support::wordsOfTheBar().contains("changed meanwhile"));
        QVERIFY(m_bench->fake().topics().checkedEdits.isEmpty());
        const auto labels = QApplication::activeModalWidget()->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel* one) { return one->text() == QString::fromUtf8("1\u00A0d"); }));
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().configEdits.size(), 1);
    }

    void whatIsReviewedFollowsThePage() {
        select("retention.ms");
        m_bench->type("settingFieldNumber", "14");
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->fake().topics().configRows.back() =
            row("retention.ms", "LONG", "86400000", "604800000", true);
        m_bench->window->currentPane()->refresh();
        QTRY_VERIFY(support::wordsOfTheBar().contains("changed meanwhile"));
        const auto labels = QApplication::activeModalWidget()->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel* one) { return one->text() == QString::fromUtf8("1\u00A0d"); }));
        m_bench->click("actButton"); // what is shown is what is now
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().configEdits.size(), 1);
    }

    void whatAReviewedEditTakesGoesByThePolicyOfTheTopic() {
        const auto told = [] {
            const auto labels = QApplication::activeModalWidget()->findChildren<QLabel*>();
            return std::ranges::any_of(
                labels, [](const QLabel* one) { return one->text().startsWith("Records beyond"); });
        };
        select("retention.ms");
        m_bench->type("settingFieldNumber", "1");
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        QVERIFY(told());
        m_bench->fake().topics().configRows.front() =
            row("cleanup.policy", "LIST", "compact", "delete", true);
        m_bench->click("actButton"); // it is not what was looked at any more
        QTRY_VERIFY(support::wordsOfTheBar().contains("changed meanwhile"));
        QVERIFY(!told());
        QVERIFY(m_bench->fake().topics().configEdits.isEmpty());
    }

    void settingsAreReadAgainWhileTheyAreInView() {
        select("cleanup.policy");
        m_bench->fake().topics().configRows.back() =
            row("retention.ms", "LONG", "86400000", "604800000", true);
        const auto shown = [this] { return table()->model()->index(0, 1).data().toString(); };
        QVERIFY(shown() != QString::fromUtf8("1\u00A0d"));
        // With each reading of the cluster there is a time to look.
        const auto looked = [&] {
            m_bench->fake().data().publish(*m_bench->cluster->data().snapshot());
            return shown();
        };
        QTRY_COMPARE_WITH_TIMEOUT(looked(), QString::fromUtf8("1\u00A0d"), 15'000);
        QCOMPARE(table()->currentIdentity().toString(), QString("cleanup.policy"));
    }

    void aRefusalKeepsTheReviewOpenAndTheEdit() {
        select("retention.ms");
        m_bench->type("settingFieldNumber", "14");
        m_bench->click("reviewEdits");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->fake().answers.refusal = base::Error{40, "INVALID_CONFIG", "Not like this.", "", false};
        m_bench->click("actButton");
        QTRY_VERIFY(m_bench->see("actButton")->isEnabled());
        QVERIFY(QApplication::activeModalWidget());
        m_bench->fake().answers.refusal.reset();
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QVERIFY(seen("changesBar"));
    }
};

QTEST_MAIN(ConfigurationTest)
#include "configuration_test.moc"
