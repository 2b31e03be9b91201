#include "widgets/panes/topic/record_out.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QTableView>

#include "models/record_words.h"
#include "session/workspace.h"
#include "widgets/acts/record_acts.h"
#include "widgets/panes/topic/whole_records.h"
#include "widgets/theme/icons.h"

using models::CopyAs;

namespace widgets {

RecordOut::RecordOut(PaneContext& context, session::ClusterSession* cluster, const QString& topic,
                     session::RecordBrowser* browser, IsAnother isAnother, const models::RecordModel* model,
                     QTableView* table, QWidget* page)
    : QObject(page)
    , m_context(context)
    , m_cluster(cluster)
    , m_topic(topic)
    , m_browser(browser)
    , m_isAnother(std::move(isAnother))
    , m_model(model)
    , m_table(table)
    , m_page(page) {
    addActions();
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RecordOut::settle);
    connect(table->selectionModel(), &QItemSelectionModel::currentChanged, this, &RecordOut::settle);
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
        connect(action, &QAction::triggered, this, [this, form] { copyAs(form); });
    };
    copies(tr("JSON"), "copyJson", CopyAs::Json);
    copies(tr("Bytes of the value"), "copyValue", CopyAs::Value);
    copies(tr("kcat"), "copyKcat", CopyAs::Kcat);
    copies(tr("Java"), "copyJava", CopyAs::Java);
    copies(tr("Python"), "copyPython", CopyAs::Python);
    m_copyAs = new QAction(theme::icon(QStringLiteral("copy")), tr("Copy as"), m_page);
    m_copyAs->setObjectName(QStringLiteral("copyAs"));
    m_copyAs->setMenu(menu);
    m_page->addAction(m_copyAs);
    auto* again = add(tr("Send again…"), "sendAgain", QStringLiteral("send"), [this] { sendAgain(); });
    again->setShortcut(Qt::CTRL | Qt::Key_R);
    again->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    add(tr("Export…"), "exportRecords", QStringLiteral("export"), [this] { exportAll(); });
    add(tr("Import…"), "importRecords", QStringLiteral("import"), [this] { importFile(); });
}

void RecordOut::settle() {
    m_copyAs->setEnabled(m_table->selectionModel()->hasSelection() || m_table->currentIndex().isValid());
}

void RecordOut::copyAs(CopyAs form) {
    auto chosen = sendable();
    if (!m_cluster || chosen.empty())
        return;
    whole_records::with(
        m_browser, std::move(chosen), this,
        [this](const base::Error& error) { emit failed(error, tr("The records could not be copied.")); },
        [form, where = m_cluster->profile().bootstrap,
         topic = m_topic](const std::vector<session::RecordRow>& rows) {
            QApplication::clipboard()->setText(models::copyText(form, where, topic, rows));
        });
}

std::vector<session::RecordRow> RecordOut::selected() const {
    auto indexes = m_table->selectionModel()->selectedRows();
    if (const auto current = m_table->currentIndex(); indexes.isEmpty() && current.isValid())
        indexes += current; // the keys came to the table: its record is shown
    std::ranges::sort(indexes, {}, [](const QModelIndex& index) { return index.row(); });
    std::vector<session::RecordRow> out;
    for (const QModelIndex& index : indexes)
        if (const auto* record = m_model->record(index.row()))
            out.push_back(*record);
    return out;
}

std::vector<session::RecordRow> RecordOut::sendable() {
    auto rows = selected();
    if (rows.empty()) {
        emit refused(tr("Choose a record first.")); // keys are heard at any time
    } else if (std::erase_if(rows, [](const auto& row) { return models::isMarker(row.mark); }) > 0) {
        emit refused(rows.empty()
                         ? tr("A marker of a transaction is no record: brokers write it.")
                         : tr("Markers of transactions are left out: they are no records, brokers write "
                              "them."));
    }
    return rows;
}

void RecordOut::sendAgain() {
    auto rows = sendable();
    if (rows.empty())
        return;
    const QString topicId = m_browser->topicId();
    if (rows.size() > 1 && m_cluster)
        record_acts::sendAgain(m_context, *m_cluster, m_table->window(), m_topic, topicId, std::move(rows));
    else // one can be edited: for that it is needed whole
        whole_records::with(
            m_browser, std::move(rows), this,
            [this](const base::Error& error) { emit failed(error, tr("The record could not be read.")); },
            [this, topicId](std::vector<session::RecordRow> whole) {
                if (m_cluster)
                    record_acts::sendAgain(m_context, *m_cluster, m_table->window(), m_topic, topicId,
                                           std::move(whole));
            });
}

void RecordOut::exportAll() {
    if (!m_cluster)
        return;
    const auto* now = m_cluster->data().topic(m_topic);
    record_acts::exportRecords(m_context, *m_cluster, m_table->window(), m_topic, *m_browser,
                               now && m_isAnother(*now), selected());
}

void RecordOut::importFile() {
    if (m_cluster)
        record_acts::importFile({m_context, *m_cluster, m_table->window(), {m_topic}});
}

} // namespace widgets
