#include <algorithm>

#include <QAction>
#include <QTabBar>
#include <QTableView>

#include "review/scenes.h"
#include "session/workspace.h"
#include "support/fake_records.h"
#include "widgets/pane.h"

namespace review {
namespace {

using support::WindowBench;

/// Triggers an action of the page that is shown.
void trigger(const WindowBench& bench, const QString& words) {
    for (QAction* action : bench.window->currentPane()->findChildren<QAction*>())
        if (action->objectName() == words || action->text() == words)
            return action->trigger();
    qFatal("no action %s", qPrintable(words));
}

/// The Messages page with its first `rows` rows chosen; a cluster without the topic has none.
bool messages(WindowBench& bench, const QString& topic, int rows = 1) {
    bench.open("topic", topic, "messages");
    auto* table = bench.see<QTableView>("recordTable");
    const bool readable = std::ranges::any_of(bench.cluster->data().snapshot()->topics,
                                              [&](const auto& row) { return row->name == topic; });
    if (!readable)
        return false;
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() > 0; }))
        qFatal("no records to be seen");
    table->setFocus();
    table->clearSelection();
    for (int row = 0; row < rows; ++row)
        table->selectionModel()->select(table->model()->index(row, 0),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
    table->selectionModel()->setCurrentIndex(table->model()->index(0, 1), QItemSelectionModel::NoUpdate);
    return true;
}

/// An action on so many chosen rows.
auto act(const char* words, int rows) {
    return [words, rows](WindowBench& bench, const QString& topic, const QString&) {
        if (messages(bench, topic, rows))
            trigger(bench, QString::fromLatin1(words));
    };
}

auto recordTab(int tab) {
    return [tab](WindowBench& bench, const QString& topic, const QString&) {
        if (messages(bench, topic))
            bench.see<QTabBar>("recordTabs")->setCurrentIndex(tab);
    };
}

auto button(const char* name) {
    return [name](WindowBench& bench, const QString& topic, const QString&) {
        messages(bench, topic);
        bench.click(name);
    };
}

/// One run that goes on, one that ended well, one that did not.
void runs(WindowBench& bench, const QString& topic, const QString&) {
    using Sending = session::Job<session::Nothing>;
    auto& port = bench.workspace->runs();
    const auto begin = [&](session::RunKind kind) {
        auto* job = new Sending;
        port.follow(job, {kind, bench.cluster->id(), QStringLiteral("staging"), topic});
        return job;
    };
    if (port.rows().empty()) {
        begin(session::RunKind::Produce)->progress(612, 1000);
        begin(session::RunKind::Import)->succeed({});
        begin(session::RunKind::SendAgain)
            ->fail(base::Error{10, "MESSAGE_TOO_LARGE", "The record is larger than the topic takes.",
                               "Raise max.message.bytes of the topic or send less.", false});
    }
    bench.window->openPane({widgets::PageKind::Runs, {}, {}});
    auto* table = bench.see<QTableView>("runTable");
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() >= 3; }))
        qFatal("no runs to be seen");
    table->setCurrentIndex(table->model()->index(0, 0));
}

} // namespace

std::vector<Scene> recordScenes() {
    return {
        {"record-key", recordTab(0)},
        {"record-headers", recordTab(2)},
        {"record-details", recordTab(3)},
        {"partition-panel", button("partitionChoice")},
        {"find-panel", button("filterWhere")},
        {"export", act("exportRecords", 1)},
        {"export-chosen", act("exportRecords", 3)},
        {"import", act("importRecords", 1)},
        {"send-again", act("sendAgain", 1)},
        {"send-several-again", act("sendAgain", 3)},
        {"compare", act("Compare with another", 2)},
        {"record-window", act("Open in a window", 1)},
        {"runs", runs},
    };
}

} // namespace review
