#include "widgets/panes/topic/headers_page.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/header_model.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/clipboard.h"
#include "widgets/common/controls.h"
#include "widgets/common/header_view.h"
#include "widgets/common/message_bar.h"
#include "widgets/theme/icons.h"

namespace widgets {
HeadersPage::HeadersPage(QWidget* parent)
    : QWidget(parent)
    , m_model(new models::HeaderModel(this))
    , m_note(new MessageBar(QStringLiteral("headersNote")))
    , m_table(new QTableView)
    , m_copyAll(flatButton(tr("Copy all"), QStringLiteral("copyHeaders"), QStringLiteral("copy"))) {
    m_table->setObjectName(QStringLiteral("headerTable"));
    m_table->setAccessibleName(tr("Headers"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setHorizontalHeader(new HeaderView(m_table));
    m_table->horizontalHeader()->setSectionResizeMode(models::HeaderModel::Value, QHeaderView::Stretch);
    m_table->setColumnWidth(models::HeaderModel::Name, 120);
    m_table->setColumnWidth(models::HeaderModel::Type, 72);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->installEventFilter(this);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (m_model->rowCount() == 0)
            return;
        auto* menu = new QMenu(m_table);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(theme::icon(QStringLiteral("copy")), tr("Copy"), this, &HeadersPage::copySelected)
            ->setShortcut(QKeySequence::Copy);
        menu->addAction(m_copyAll->text(), this, &HeadersPage::copyAll);
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_copyAll, &QPushButton::clicked, this, &HeadersPage::copyAll);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(16, 6, 12, 6);
    line->addStretch();
    line->addWidget(m_copyAll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
}

void HeadersPage::show(const session::RecordRow* record) {
    std::vector<session::RecordHeader> headers;
    if (record)
        headers.assign(record->headers.begin(), record->headers.end());
    const auto count = static_cast<int>(headers.size());
    const bool cut = record && record->headersCut();
    m_model->show(std::move(headers));
    m_copyAll->setText(cut ? tr("Copy these %1").arg(models::formatCount(qint64(count))) : tr("Copy all"));
    m_copyAll->setEnabled(count > 0);
    m_table->setVisible(count > 0);
    m_note->setVisible(record && (count == 0 || cut));
    m_note->offer({}, {});
    if (cut) {
        m_note->say(models::Tone::Warn,
                    record->headerCount > count
                        ? tr("Only the first %1 of %2 headers were kept with the table.")
                              .arg(models::formatCount(qint64(count)),
                                   models::formatCount(qint64(record->headerCount)))
                        : tr("The end of the last of these values was not kept with the table."));
        m_note->offer(tr("Read it whole"), [this] { emit wholeRequested(); });
    } else if (record && count == 0) {
        m_note->say(models::Tone::Accent, tr("This record has no headers."));
    }
}

void HeadersPage::setMatches(std::shared_ptr<const session::RowFilter> matches) {
    m_model->setMatches(std::move(matches));
}

void HeadersPage::copySelected() const {
    auto rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const auto& row : rows)
        lines += m_model->line(row.row());
    if (!lines.isEmpty())
        copyText(lines.join(QLatin1Char('\n')).toUtf8());
}

void HeadersPage::copyAll() const {
    QStringList lines;
    for (int row = 0; row < m_model->rowCount(); ++row)
        lines += m_model->line(row);
    copyText(lines.join(QLatin1Char('\n')).toUtf8());
}

bool HeadersPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copySelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace widgets
