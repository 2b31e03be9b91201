#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include "support/file_limit.h"
#include "support/memory_settings.h"
#include "support/window_bench.h"
#include "widgets/common/segmented.h"
#include "widgets/common/zone_choice.h"
#include "widgets/theme/colours.h"
#include "widgets/window/keys.h"
#include "widgets/window/settings_bar.h"

using namespace widgets;
using session::ClusterSession;

namespace {

/// Picks the choice to the right or left of the one in force, as an arrow key does.
void press(QWidget* field, Qt::Key key) {
    field->setFocus();
    QTest::keyClick(field, key);
}

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<support::WindowBench> m_bench;

    QWidget* dialog() { return QApplication::activeModalWidget(); }
    QStringList helpLines() {
        QStringList lines;
        for (const auto* line : dialog()->findChildren<QLabel*>())
            if (!line->accessibleName().isEmpty())
                lines << line->accessibleName();
        return lines;
    }

private slots:
    void init() { m_bench = std::make_unique<support::WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void settingsOpenByKeyAndByButton() {
        QTest::keyClick(m_bench->window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(dialog());
        QCOMPARE(dialog()->objectName(), QString("settingsDialog"));
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
        m_bench->click("settingsButton");
        QTRY_VERIFY(dialog());
    }

    void aThemeChosenInTheSettingsActsAtOnceAndIsRemembered() {
        m_bench->click("settingsButton");
        auto* field = m_bench->see<Segmented>("themeChoice");
        press(field, Qt::Key_Right);
        QTRY_VERIFY(theme::isDark(m_bench->window->palette()));
        QCOMPARE(m_bench->workspace->settings().value("theme").toString(), QString("dark"));
        press(field, Qt::Key_Left);
        press(field, Qt::Key_Left);
        QCOMPARE(m_bench->theme.choice(), theme::Choice::System);
        QCOMPARE(m_bench->workspace->settings().value("theme").toString(), QString("system"));
    }

    void theZoneChosenInTheSettingsActsAtOnceAndIsRemembered() {
        m_bench->click("settingsButton");
        auto* field = m_bench->see<widgets::ZoneChoice>("zoneChoice");
        const auto choose = [&](const char* typed) {
            field->lineEdit()->selectAll();
            QTest::keyClicks(field->lineEdit(), typed);
            QTest::keyClick(field->lineEdit(), Qt::Key_Return);
        };
        choose("america/new_york");
        QCOMPARE(m_bench->window->context().zone(), models::Zone::named("America/New_York"));
        choose("Atlantis/Centre");
        QCOMPARE(m_bench->window->context().zone(), models::Zone::named("America/New_York"));
        QCOMPARE(field->currentText(), QString("America/New_York"));
        choose("Reykj");
        QCOMPARE(m_bench->window->context().zone(), models::Zone::named("Atlantic/Reykjavik"));
        choose("america/new_york");
        QTest::keyClick(dialog(), Qt::Key_Escape);
        m_bench->openWindow();
        QVERIFY2(m_bench->window->context().zone() == models::Zone::named("America/New_York"),
                 "the next window has forgotten it");
    }

    void aZoneIsTypedInPlaceOfTheOneThatStands() {
        QWidget window;
        QVBoxLayout column(&window);
        auto* before = new QLineEdit;
        auto* field = new widgets::ZoneChoice("zone");
        column.addWidget(before);
        column.addWidget(field);
        window.show();
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        before->setFocus();
        QTest::mouseClick(field->lineEdit(), Qt::LeftButton);
        QTest::keyClicks(field->lineEdit(), "Asia/Kol");
        QTest::keyClick(field->lineEdit(), Qt::Key_Return);
        QCOMPARE(field->currentText(), QString("Asia/Kolkata"));
        QTest::mouseClick(field->lineEdit(), Qt::LeftButton); // within it: puts the cursor
        QVERIFY(!field->lineEdit()->hasSelectedText());
        before->setFocus();
        field->setFocus();
        QCOMPARE(field->lineEdit()->selectedText(), QString("Asia/Kolkata"));
    }

    void theIntervalOfTheOpenClusterIsAmongTheSettings() {
        m_bench->click("settingsButton");
        auto* field = m_bench->see<QComboBox>("intervalChoice");
        QCOMPARE(field->currentData().toInt(), m_bench->cluster->connection().intervalMs());
        QVERIFY(field->accessibleName().contains("staging"));
        field->setFocus();
        QTest::keyClick(field, Qt::Key_End);
        QCOMPARE(m_bench->cluster->connection().intervalMs(), 0);
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(m_bench->cluster->connection().intervalMs(), 60'000);
    }

    void withoutAClusterThereIsNoInterval() {
        m_bench->workspace->clusters().close(m_bench->cluster->profile().id);
        QTest::keyClick(m_bench->window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(dialog());
        QVERIFY(!dialog()->findChild<QComboBox*>("intervalChoice"));
    }

    void f1ListsEveryKeyThatTheWindowBinds() {
        QTest::keyClick(m_bench->window.get(), Qt::Key_F1);
        QTRY_VERIFY(dialog());
        QCOMPARE(dialog()->objectName(), QString("helpDialog"));
        const QString all = helpLines().join('\n');
        QVERIFY2(all.contains("Create a topic: Ctrl+T"), qPrintable(all));
        QVERIFY2(all.contains("Filter: /, a letter"), qPrintable(all));
        for (const auto* bound :
             m_bench->window->findChildren<QShortcut*>(QString(), Qt::FindDirectChildrenOnly)) {
            const QString keys = bound->key().toString();
            const bool page = keys.startsWith("Ctrl+") && keys.back().isDigit();
            QVERIFY2(all.contains(page ? QString("Ctrl+1 … 9") : ": " + keys), qPrintable(keys));
        }
        for (const KeyLine& line : keysOfPages())
            QVERIFY2(all.contains(line.words + ": " + line.keys.front()), qPrintable(line.words));
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
    }

    void keysAndSettingsLeadToTheLicences() {
        for (const Qt::Key key : {Qt::Key_F1, Qt::Key_Comma}) {
            QTest::keyClick(m_bench->window.get(), key,
                            key == Qt::Key_F1 ? Qt::NoModifier : Qt::ControlModifier);
            m_bench->click("aboutButton");
            QTRY_VERIFY(dialog() && dialog()->objectName() == "aboutDialog");
            const QString text = m_bench->see<QPlainTextEdit>("licenceText")->toPlainText();
            QVERIFY2(text.contains("GNU GENERAL PUBLIC LICENSE"), qPrintable(text.left(80)));
            QTest::keyClick(dialog(), Qt::Key_Escape);
            QTRY_VERIFY(!dialog());
        }
    }

    void everyComponentHasItsNoticeInTheProgram() {
        QTest::keyClick(m_bench->window.get(), Qt::Key_F1);
        m_bench->click("aboutButton");
        QTRY_VERIFY(dialog() && dialog()->objectName() == "aboutDialog");
        auto* choice = m_bench->see<QComboBox>("licenceChoice");
        for (const char* name : {"asio", "librdkafka", "qt6-charts", "Apache-2.0, whole"}) {
            const int index = choice->findText(name);
            QVERIFY2(index >= 0, name);
            choice->setCurrentIndex(index);
            QVERIFY2(m_bench->see<QPlainTextEdit>("licenceText")->toPlainText().size() > 500, name);
        }
    }

    void thatWhatWasRememberedIsDamagedIsSaid() {
        struct Damaged final : support::MemorySettings {
            [[nodiscard]] std::optional<QString> damagedCopy() const override {
                return QStringLiteral("/home/ann/settings.ini.damaged");
            }
            [[nodiscard]] QString problem() const override { return full; }
            QString full = QStringLiteral("No space left on device");
        } settings;
        const widgets::SettingsBar bar(settings);
        const auto* said = bar.findChild<QWidget*>("settingsBar");
        const auto told = [said] {
            QStringList words;
            for (const auto* each : said->findChildren<QLabel*>())
                words << each->text();
            return words.join(u' ');
        };
        QVERIFY2(told().contains("No space left on device"), qPrintable(told()));
        settings.full.clear();
        emit settings.problemChanged();
        QVERIFY(said->isVisibleTo(&bar));
        QVERIFY2(told().contains("/home/ann/settings.ini.damaged"), qPrintable(told()));
        said->findChild<QPushButton*>("settingsBarClose")->click();
        settings.full = QStringLiteral("No space left on device");
        emit settings.problemChanged();
        QVERIFY(said->isVisibleTo(&bar));
        settings.full.clear();
        emit settings.problemChanged();
        QVERIFY(!said->isVisibleTo(&bar)); // who closed it has read it
    }

    void thatNothingIsRememberedIsSaidOnceUntilItIsAgain() {
        auto& settings = m_bench->workspace->settings();
        auto* bar = m_bench->window->findChild<QWidget*>("settingsBar");
        QVERIFY(bar && !bar->isVisible());
        {
            const support::FileLimit full(0);
            settings.setValue("one", 1);
            QTRY_VERIFY(bar->isVisible());
            m_bench->click("settingsBarClose");
            QVERIFY(!bar->isVisible());
            settings.setValue("two", 2);
            QTest::qWait(100); // it would be said by now
            QVERIFY(!bar->isVisible());
        }
        settings.setValue("three", 3);
        QTRY_COMPARE(settings.problem(), QString());
        {
            const support::FileLimit full(0);
            settings.setValue("four", 4);
            QTRY_VERIFY(bar->isVisible());
        }
        settings.setValue("five", 5);
        QTRY_VERIFY(!bar->isVisible());
    }

    void theSettingsLeadToTheKeys() {
        m_bench->click("settingsButton");
        m_bench->click("keysButton");
        QTRY_VERIFY(dialog() && dialog()->objectName() == "helpDialog");
    }
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
