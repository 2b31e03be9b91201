#pragma once

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include "bench/measure.h"
#include "session/workspace.h"
#include "widgets/main_window.h"
#include "widgets/prompts/dialog_prompts.h"
#include "widgets/theme/theme.h"

/// What the programs that show the console share.
namespace bench {

/// Everything that is due now: layouts, signals, the painting that follows from them.
inline void settle() {
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
}

/// Shows the window. A window manager that is only just starting may take it off the screen again.
inline void expose(QWidget& window) {
    for (int tries = 0; tries < 10; ++tries) {
        window.show();
        if (QTest::qWaitForWindowExposed(&window, 1000))
            return;
        window.hide();
    }
    fail("the window does not show");
}

/// Counts the paint events of one widget.
class PaintCounter final : public QObject {
public:
    explicit PaintCounter(QWidget* widget) { widget->installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

/// The real window on a workspace of its own. Needs the application first.
class Stage {
public:
    explicit Stage(QApplication& application,
                   std::shared_ptr<const base::Clock> clock = std::make_shared<base::SystemClock>(),
                   session::SessionMaker makeSession = {})
        : m_theme(application)
        , workspace(nullptr, m_folder.filePath(QStringLiteral("settings.ini")), std::move(clock),
                    std::move(makeSession))
        , window(workspace, m_prompts, m_theme, widgets::PaneRegistry::standard()) {
        m_theme.choose(widgets::theme::Choice::Light);
        window.resize(1440, 900);
        expose(window);
    }
    session::ClusterSession& connectTo(const QString& bootstrap) {
        session::ConnectionProfile profile;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("bench");
        profile.bootstrap = bootstrap;
        workspace.clusters().saveProfile(profile);
        return *workspace.clusters().open(profile.id);
    }
    /// The page of this kind, brought to the front; its widget of this name.
    template <class T>
    T& open(const QString& kind, const QString& object, const QString& widget) {
        window.openPane({*widgets::pageKindOf(kind), workspace.clusters().current()->profile().id, object});
        auto* found = window.currentPane()->findChild<T*>(widget);
        if (!found)
            fail("the page lacks what is to be measured");
        return *found;
    }

private:
    QTemporaryDir m_folder;
    widgets::theme::Theme m_theme;
    widgets::DialogPrompts m_prompts;

public:
    session::Workspace workspace;
    widgets::MainWindow window;
};

} // namespace bench
