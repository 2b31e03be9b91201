#include <QDir>
#include <QMenu>
#include <QPushButton>

#include "session/produce_drafts.h"
#include "support/memory_settings.h"
#include "support/window_bench.h"
#include "widgets/common/words.h"
#include "widgets/prompts/drafts_button.h"

using support::WindowBench;

/// What people have named is shown as they named it.
class WordsTest : public QObject {
    Q_OBJECT

    static QStringList textsOf(const QMenu& menu) {
        QStringList out;
        for (const QAction* action : menu.actions())
            out << action->text();
        return out;
    }

private slots:
    void aPathBelowTheHomeFolderIsShort() {
        const QString home = QDir::homePath();
        QCOMPARE(widgets::shortPath(home + "/data"), QString("~/data"));
        QCOMPARE(widgets::shortPath(home), home);
        QCOMPARE(widgets::shortPath("/mnt" + home + "/data"), "/mnt" + home + "/data");
        QCOMPARE(widgets::shortPath(home + "-old/data"), home + "-old/data");
    }

    void aNameInAMenuLosesNothing() {
        QCOMPARE(widgets::menuName("R&D"), QString("R&&D"));
        QCOMPARE(widgets::menuName("a\tb"), QString("a\u21e5b")); // what follows would be keys
    }

    void theMenuOfClustersHasTheirNames() {
        WindowBench bench;
        auto profile = bench.cluster->profile();
        profile.name = QStringLiteral("R&D");
        bench.workspace->clusters().saveProfile(profile);
        bench.click("clusterButton");
        const auto* menu = bench.window->findChild<QMenu*>("clusterMenu");
        QVERIFY(menu);
        QVERIFY2(textsOf(*menu).contains("R&&D"), qPrintable(textsOf(*menu).join(' ')));
    }

    void theMenuOfDraftsHasTheirNames() {
        support::MemorySettings settings;
        session::SavedDraft draft;
        draft.draft.topic = QStringLiteral("orders");
        session::ProduceDrafts(settings).save(QStringLiteral("R&D"), draft);
        widgets::DraftsButton button(settings, [&] { return draft; });
        emit button.menu()->aboutToShow();
        QVERIFY(textsOf(*button.menu()).contains("R&&D\torders"));
        const auto* forget = button.menu()->actions().last()->menu();
        QVERIFY(forget && textsOf(*forget).contains("R&&D"));
    }

    void whatWasTypedComesBackAfterADraftWasChosen() {
        support::MemorySettings settings;
        session::SavedDraft kept;
        kept.draft.topic = QStringLiteral("orders");
        session::ProduceDrafts(settings).save(QStringLiteral("one"), kept);
        session::SavedDraft form;
        form.valueText = QStringLiteral("precious");
        widgets::DraftsButton button(settings, [&] { return form; });
        connect(&button, &widgets::DraftsButton::chosen, this,
                [&form](const session::SavedDraft& chosen, bool) { form = chosen; });
        const auto choose = [&button](const QString& words) {
            emit button.menu()->aboutToShow();
            for (QAction* act : button.menu()->actions())
                if (act->text().startsWith(words))
                    return act->trigger();
            QFAIL(qPrintable(words));
        };
        choose("one");
        QCOMPARE(form.valueText, QString());
        choose("Back to what was typed");
        QCOMPARE(form.valueText, QString("precious"));
        choose("Back to what was typed");
        QCOMPARE(form.draft.topic, QString("orders"));
    }
};

QTEST_MAIN(WordsTest)
#include "words_test.moc"
