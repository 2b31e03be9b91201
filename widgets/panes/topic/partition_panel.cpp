#include "widgets/panes/topic/partition_panel.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/theme/fonts.h"

using session::PartitionChoice;

namespace widgets {
namespace {

constexpr int kWidth = 320;
constexpr int kListHeight = 220;
constexpr int kRow = 26;

} // namespace

PartitionPanel::PartitionPanel(QWidget* parent)
    : Popup(parent)
    , m_ranges(new QLineEdit)
    , m_search(new QLineEdit)
    , m_note(label(Text::Hint, {}))
    , m_list(new QListWidget) {
    setObjectName(QStringLiteral("partitionPanel"));
    setFixedWidth(kWidth);
    m_ranges->setObjectName(QStringLiteral("partitionRanges"));
    m_ranges->setAccessibleName(tr("Partitions and offsets"));
    m_ranges->setPlaceholderText(tr("all, or 0-3,7,5@1200"));
    m_ranges->setFont(theme::monoFont());
    m_ranges->setClearButtonEnabled(true);
    m_note->setObjectName(QStringLiteral("partitionNote"));
    m_note->setWordWrap(true);
    m_search->setObjectName(QStringLiteral("partitionSearch"));
    m_search->setAccessibleName(tr("Find a partition"));
    m_search->setPlaceholderText(tr("Find a partition"));
    m_list->setObjectName(QStringLiteral("partitionList"));
    m_list->setAccessibleName(tr("Partitions"));
    m_list->setUniformItemSizes(true);
    m_list->setFixedHeight(kListHeight);
    m_list->setFont(theme::monoFont());
    auto* all = plainButton(tr("All"), QStringLiteral("partitionsAll"));
    auto* none = plainButton(tr("None"), QStringLiteral("partitionsNone"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_search, 1);
    buttons->addWidget(all);
    buttons->addWidget(none);
    column()->addWidget(m_ranges);
    column()->addWidget(m_note);
    column()->addLayout(buttons);
    column()->addWidget(m_list);
    connect(m_ranges, &QLineEdit::textEdited, this, &PartitionPanel::readRanges);
    connect(m_ranges, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            readRanges();
    });
    connect(m_ranges, &QLineEdit::returnPressed, this, &PartitionPanel::submitted);
    connect(m_search, &QLineEdit::textChanged, this, &PartitionPanel::search);
    connect(m_list, &QListWidget::itemChanged, this, &PartitionPanel::readList);
    connect(all, &QPushButton::clicked, this, [this] { tickAll(true); });
    connect(none, &QPushButton::clicked, this, [this] { tickAll(false); });
    settle();
}

void PartitionPanel::setCount(int partitions) {
    if (partitions == m_count)
        return;
    m_count = partitions;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (int id = 0; id < partitions; ++id) {
        auto* item = new QListWidgetItem(QString::number(id), m_list);
        item->setSizeHint(QSize(0, kRow));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    }
    search(m_search->text());
    fillList();
    settle();
}

void PartitionPanel::setChoice(const PartitionChoice& choice) {
    m_choice = choice;
    m_ranges->setText(session::partitionText(choice));
    fillList();
    settle();
}

/// Ticks what is chosen; all where nothing is.
void PartitionPanel::fillList() {
    const QSignalBlocker quiet(m_list);
    for (int id = 0; id < m_list->count(); ++id) {
        const bool on = m_choice.partitions.isEmpty() || std::ranges::binary_search(m_choice.partitions, id);
        m_list->item(id)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
}

void PartitionPanel::readRanges() {
    QString offender;
    const auto typed = session::parsePartitions(m_ranges->text(), m_count, &offender);
    markWrong(*m_ranges, !typed);
    if (!typed) {
        m_note->setTone(models::Tone::Bad);
        m_note->setText(offender.isEmpty()
                            ? tr("Something is missing between two commas.")
                            : tr("“%1” is no partition here, no range and no offset.").arg(offender));
        return;
    }
    m_choice = *typed;
    fillList();
    settle();
    emit changed();
}

void PartitionPanel::readList() {
    PartitionChoice choice;
    for (int id = 0; id < m_list->count(); ++id) {
        if (m_list->item(id)->checkState() == Qt::Checked)
            choice.partitions += id;
    }
    if (choice.partitions.isEmpty() && m_list->count() > 0) {
        settle(); // nothing is read until something is ticked: what was chosen stays
        return;
    }
    if (choice.partitions.size() == m_list->count())
        choice.partitions.clear();
    std::ranges::copy_if(m_choice.parts, std::back_inserter(choice.parts), [&choice](const auto& part) {
        return std::ranges::binary_search(choice.partitions, part.partition);
    });
    m_choice = choice;
    m_ranges->setText(session::partitionText(choice));
    settle();
    emit changed();
}

void PartitionPanel::tickAll(bool on) {
    {
        const QSignalBlocker quiet(m_list);
        for (int id = 0; id < m_list->count(); ++id)
            m_list->item(id)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    if (on)
        readList();
    else
        settle();
}

void PartitionPanel::search(const QString& digits) {
    for (int id = 0; id < m_list->count(); ++id)
        m_list->item(id)->setHidden(!QString::number(id).contains(digits.trimmed()));
}

void PartitionPanel::settle() {
    markWrong(*m_ranges, false);
    m_note->setTone(models::Tone::Muted);
    m_note->setText(m_choice.partitions.isEmpty()
                        ? tr("All are read. 5@1200 reads partition 5 from offset 1200, 5@1200-1300 to 1300.")
                        : tr("%1 of %2 are read. 5@1200 reads partition 5 from offset 1200.")
                              .arg(models::formatCount(qint64(m_choice.partitions.size())),
                                   models::formatCount(qint64(std::max(0, m_count)))));
}

void PartitionPanel::showEvent(QShowEvent* event) {
    Popup::showEvent(event);
    fillList();
    m_ranges->setFocus();
    m_ranges->selectAll();
}

} // namespace widgets
