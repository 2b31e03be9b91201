#include "widgets/panes/topic/record_out.h"

#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QTableView>

#include "models/copy_as.h"
#include "session/workspace.h"
#include "widgets/acts/record_acts.h"
#include "widgets/theme/icons.h"

using models::CopyAs;

namespace widgets {

RecordOut::RecordOut(PaneContext& context, session::ClusterSession* cluster, const QString& topic,
                     session::RecordBrowser* browser, QTableView* table, QWidget* page)
    : QObject(page)
    , m_context(context)
    , m_cluster(cluster)
    , m_topic(topic)
    , m_browser(browser)
    , m_table(table)
    , m_page(page) {
    addActions();
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RecordOut::settle);
    settle();
}

void RecordOut::addActions() {
    const auto add = [this](const QString& words, const char* name, const QString& icon, auto act) {
        auto* action = new QAction(theme::icon(icon), words, m_page);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
        m_page->addAction(action);
        return action;
    };
    auto* menu = new QMenu(m_page);
    const auto copies = [&](const QString& words, const char* name, CopyAs form) {
        auto* action = menu->addAction(words);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, form] {
            if (m_cluster)
                QApplication::clipboard()->setText(
                    models::copyText(form, m_cluster->profile().bootstrap, m_topic, selected()));
        });
    };
    copies(tr("JSON"), "copyJson", CopyAs::Json);
    copies(tr("Value"), "copyValue", CopyAs::Value);
    copies(tr("kcat"), "copyKcat", CopyAs::Kcat);
    copies(tr("Java"), "copyJava", CopyAs::Java);
    copies(tr("Python"), "copyPython", CopyAs::Python);
    auto* copyAs = new QAction(theme::icon(QStringLiteral("copy")), tr("Copy as"), m_page);
    copyAs->setObjectName(QStringLiteral("copyAs"));
    copyAs->setMenu(menu);
    m_page->addAction(copyAs);
    auto* again = add(tr("Send again…"), "sendAgain", QStringLiteral("send"), [this] { sendAgain(); });
    again->setShortcut(Qt::CTRL | Qt::Key_R);
    again->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_ofRows = {copyAs, again};
    add(tr("Export…"), "exportRecords", QStringLiteral("export"), [this] { exportAll(); });
    add(tr("Import…"), "importRecords", QStringLiteral("import"), [this] { importFile(); });
}

void RecordOut::settle() {
    const bool any = m_table->selectionModel()->hasSelection();
    for (QAction* action : m_ofRows)
        action->setEnabled(any);
}

std::vector<session::RecordRow> RecordOut::selected() const {
    auto indexes = m_table->selectionModel()->selectedRows();
    std::ranges::sort(indexes, {}, [](const QModelIndex& index) { return index.row(); });
    std::vector<session::RecordRow> out;
    for (const QModelIndex& index : indexes)
        out.push_back(m_browser->row(index.row()));
    return out;
}

void RecordOut::sendAgain() {
    if (auto rows = selected(); m_cluster && !rows.empty())
        record_acts::sendAgain(m_context, *m_cluster, m_table->window(), m_topic, std::move(rows));
}

void RecordOut::exportAll() {
    if (m_cluster)
        record_acts::exportRecords(m_context, *m_cluster, m_table->window(), m_topic, *m_browser, selected());
}

void RecordOut::importFile() {
    if (m_cluster)
        record_acts::importFile({m_context, *m_cluster, m_table->window(), {m_topic}});
}

} // namespace widgets
