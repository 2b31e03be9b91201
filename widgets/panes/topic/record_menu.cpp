#include "widgets/panes/topic/record_menu.h"

#include <QAction>
#include <QMenu>
#include <QTableView>

#include "base/record_time.h"
#include "models/formats.h"
#include "models/record_model.h"
#include "session/records/typed_key.h"
#include "widgets/panes/topic/browse_bar.h"
#include "widgets/panes/topic/find_panel.h"
#include "widgets/panes/topic/wish_line.h"

using session::RecordRow;

namespace widgets {
namespace {

/// With its keys told: they are bound by the page, not by the menu.
QAction* addAct(QMenu& menu, const QString& words, const QKeySequence& keys = {}) {
    const QString hint = keys.toString(QKeySequence::NativeText);
    return menu.addAction(hint.isEmpty() ? words : words + QLatin1Char('\t') + hint);
}

} // namespace

RecordMenu::RecordMenu(QTableView* table, models::RecordModel* model, BrowseBar* bar, QWidget* page)
    : QObject(page), m_table(table), m_model(model), m_bar(bar), m_page(page) {
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table, &QWidget::customContextMenuRequested, this, &RecordMenu::offer);
}

const RecordRow* RecordMenu::current() const {
    return m_model->record(m_table->currentIndex().row());
}

void RecordMenu::offer(const QPoint& at) {
    const auto index = m_table->indexAt(at);
    if (index.isValid() && !m_table->selectionModel()->isRowSelected(index.row()))
        m_table->setCurrentIndex(index);
    const auto* row = current();
    if (!row)
        return;
    auto* menu = new QMenu(m_table);
    menu->setObjectName(QStringLiteral("recordMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto rows = m_table->selectionModel()->selectedRows().size();
    const QString copied =
        rows > 1 ? models::counted(tr("Copy %n row(s)", nullptr, int(rows)), rows) : tr("Copy row");
    connect(addAct(*menu, copied, QKeySequence::Copy), &QAction::triggered, this,
            &RecordMenu::copyRowsRequested);
    // One record's, as it is read; the others are in Copy as.
    auto* value = addAct(*menu, rows > 1 ? tr("Copy this value") : tr("Copy value"),
                         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    value->setEnabled(row->value.has_value());
    connect(value, &QAction::triggered, this, [this] { emit copyRequested(session::PayloadSide::Value); });
    auto* key = addAct(*menu, rows > 1 ? tr("Copy this key") : tr("Copy key"));
    key->setEnabled(row->key.has_value());
    connect(key, &QAction::triggered, this, [this] { emit copyRequested(session::PayloadSide::Key); });
    if (!m_page->actions().isEmpty()) {
        menu->addSeparator();
        menu->addActions(m_page->actions());
    }
    menu->addSeparator();
    addReading(*menu, *row);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void RecordMenu::addReading(QMenu& menu, const RecordRow& row) {
    const auto run = [this] { emit m_bar->runRequested(); };
    auto* same = menu.addAction(tr("Filter to this key"));
    same->setEnabled(
        row.key && row.keySize == row.key->size() &&
        (row.key->isEmpty() || !session::typedOfKey(*row.key, m_bar->find().panel().keyKind()).isNull()));
    connect(same, &QAction::triggered, this, [this, bytes = row.key, run] {
        session::RecordWish wish;
        wish.key = bytes;
        m_bar->setWish(wish);
        run();
    });
    auto* partition = menu.addAction(tr("Filter to partition %1").arg(row.partition));
    connect(partition, &QAction::triggered, this, [this, id = row.partition, run] {
        m_bar->choosePartition(id);
        run();
    });
    auto* time = menu.addAction(tr("Read on from this time"));
    time->setEnabled(row.timestampMs != base::noTimestamp);
    connect(time, &QAction::triggered, this, [this, at = row.timestampMs, run] {
        m_bar->seekTime(at);
        run();
    });
}

} // namespace widgets
