#include "widgets/panes/topic/record_compare.h"

#include <algorithm>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTabBar>
#include <QTreeView>
#include <QVBoxLayout>

#include "base/record_time.h"
#include "models/compare_model.h"
#include "models/formats.h"
#include "session/records/record_identity.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/controls.h"
#include "widgets/common/header_view.h"
#include "widgets/common/name_column.h"
#include "widgets/panes/topic/details_page.h"
#include "widgets/theme/colours.h"

using session::Field;
using session::PayloadSide;
using session::RecordRow;
using session::ShortText;
using Kind = session::ValueTree::Kind;

namespace widgets {
namespace {

/// Rows that differ, with what holds them.
class Differences final : public QSortFilterProxyModel {
public:
    explicit Differences(models::CompareModel* source, QObject* parent)
        : QSortFilterProxyModel(parent), m_source(source) {
        setSourceModel(source);
    }
    void setOnly(bool only) {
        m_only = only;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        return !m_only || m_source->isAlone() || m_source->differs(m_source->index(row, 0, parent));
    }

private:
    models::CompareModel* m_source;
    bool m_only = false;
};

/// The kind of a header's value follows from its bytes, and its text has all of them: two are equal only
/// where their bytes are, however much of them is shown.
Field headerField(const session::RecordHeader& header) {
    constexpr qsizetype looked = 4096;
    const auto name = session::shortText(header.name, looked);
    Field field{name.kind == ShortText::Kind::Text || header.name.isEmpty()
                    ? QString::fromUtf8(header.name)
                    : QString::fromLatin1(header.name.toHex(' '))};
    if (!header.value) {
        field.text = "null";
        field.kind = Kind::Null;
        return field;
    }
    const auto value = session::shortText(header.value, looked);
    const bool read = value.kind == ShortText::Kind::Number || value.kind == ShortText::Kind::Uuid;
    field.text = read ? value.text.toUtf8() + " (" + header.value->toHex() + ')' : *header.value;
    field.kind = read ? Kind::Number : value.kind == ShortText::Kind::Text ? Kind::String : Kind::Bytes;
    return field;
}

std::vector<Field> headerFields(const RecordRow& record) {
    std::vector<Field> fields;
    for (const auto& header : record.headers)
        fields.push_back(headerField(header));
    return fields;
}

std::vector<Field> detailFields(const QString& topic, const RecordRow& record, models::Zone zone) {
    std::vector<Field> fields;
    for (const auto& fact : DetailsPage::factsOf(topic, record, zone))
        fields.push_back({fact.name, fact.value.toUtf8()});
    return fields;
}

/// One of them may be cut: what both have is compared.
bool knownDiffer(const std::optional<QByteArray>& a, const std::optional<QByteArray>& b) {
    if (!a || !b)
        return a.has_value() != b.has_value();
    const auto known = std::min(a->size(), b->size());
    return QByteArrayView(*a).first(known) != QByteArrayView(*b).first(known);
}

/// What differs is tinted across the whole row, the room before its name included.
class CompareTree final : public QTreeView {
protected:
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override {
        if (const QVariant ground = index.data(models::GroundRole); ground.isValid())
            painter->fillRect(rect, theme::colours(palette()).ground(models::Tone(ground.toInt())));
        QTreeView::drawBranches(painter, rect, index);
    }
};

} // namespace

RecordCompare::RecordCompare(const QString& topic, session::PayloadReader& reader, QWidget* parent)
    : QWidget(parent)
    , m_reader(reader)
    , m_topic(topic)
    , m_model(new models::CompareModel(this))
    , m_shown(new Differences(m_model, this))
    , m_apart(label(Text::Hint, {}))
    , m_counts(label(Text::Hint, {}))
    , m_tabs(new QTabBar)
    , m_onlyDifferences(new QCheckBox(tr("Only differences")))
    , m_swap(iconButton(tr("Swap A and B"), QStringLiteral("compareSwap"), QStringLiteral("compare")))
    , m_close(iconButton(tr("Close the comparison (Esc)"), QStringLiteral("compareClose"),
                         QStringLiteral("close")))
    , m_tree(new CompareTree) {
    setObjectName(QStringLiteral("recordCompare"));
    layOut();
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordCompare::settle);
    connect(m_onlyDifferences, &QCheckBox::toggled, this, [this](bool only) {
        static_cast<Differences*>(m_shown)->setOnly(only);
        m_tree->expandAll();
    });
    connect(m_swap, &QPushButton::clicked, this, [this] {
        if (!m_records[1])
            return;
        std::swap(m_records[0], m_records[1]);
        read();
        emit swapped();
    });
    connect(m_close, &QPushButton::clicked, this, &RecordCompare::closed);
    connect(&m_reader, &session::PayloadReader::kindChanged, this, &RecordCompare::read);
}

void RecordCompare::layOut() {
    m_apart->setWordWrap(true);
    m_apart->setContentsMargins(16, 0, 16, 4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 6, 12, 2);
    head->setSpacing(8);
    head->addWidget(label(Text::Section, tr("Compare")));
    head->addStretch();
    head->addWidget(m_swap);
    head->addWidget(m_close);
    m_tabs->setObjectName(QStringLiteral("compareTabs"));
    m_tabs->setProperty("look", QByteArray("inner"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString& title : {tr("Key"), tr("Value"), tr("Headers"), tr("Details")})
        m_tabs->addTab(title);
    m_tabs->setCurrentIndex(Value);
    m_onlyDifferences->setObjectName(QStringLiteral("onlyDifferences"));
    auto* tabLine = new QHBoxLayout;
    tabLine->setContentsMargins(16, 0, 16, 0);
    tabLine->addWidget(m_tabs);
    tabLine->addStretch();
    auto* choices = new QHBoxLayout;
    choices->setContentsMargins(16, 6, 16, 6);
    choices->addWidget(m_onlyDifferences);
    choices->addStretch();
    choices->addWidget(m_counts);
    m_tree->setObjectName(QStringLiteral("compareTree"));
    m_tree->setAccessibleName(tr("Fields of both records"));
    m_tree->setModel(m_shown);
    m_tree->setItemDelegate(new CellDelegate(m_tree));
    m_tree->setHeader(new HeaderView(m_tree));
    m_names = new NameColumn(m_tree, {0.2, 0.5});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_apart);
    column->addLayout(tabLine);
    column->addWidget(new Hairline);
    column->addLayout(choices);
    column->addWidget(m_tree, 1);
}

void RecordCompare::setFirst(const RecordRow& record) {
    m_records = {record, std::nullopt};
    read();
}

void RecordCompare::setSecond(const RecordRow& record) {
    const auto& first = m_records[0];
    if (first && isSameRecord(*first, record))
        return; // nothing differs from itself
    m_records[1] = record;
    read();
}

void RecordCompare::replace(const RecordRow& whole) {
    for (auto& record : m_records)
        if (record && isSameRecord(*record, whole))
            record = whole;
    read();
}

void RecordCompare::takeMark(const RecordRow& read) {
    for (std::size_t at = 0; at < m_records.size(); ++at) {
        auto& record = m_records[at];
        if (!record || record->mark == read.mark || !isSameRecord(*record, read))
            continue;
        record->mark = read.mark;
        m_trees[Details][at] = session::treeOf(detailFields(m_topic, *record, m_zone));
        if (m_tabs->currentIndex() == Details)
            settle();
    }
}

void RecordCompare::setZone(models::Zone zone) {
    m_zone = zone;
    read();
}

void RecordCompare::read() {
    for (auto& trees : m_trees)
        trees = {};
    for (int i = 0; i < 2; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (!m_records[at])
            continue;
        m_trees[Headers][at] = session::treeOf(headerFields(*m_records[at]));
        m_trees[Details][at] = session::treeOf(detailFields(m_topic, *m_records[at], m_zone));
        readSide(i, PayloadSide::Key);
        readSide(i, PayloadSide::Value);
    }
    markTabs(); // of which the records alone tell, and not how they are read
    settle();
}

void RecordCompare::readSide(int record, PayloadSide side) {
    const int tab = side == PayloadSide::Key ? Key : Value;
    auto& running = m_jobs[static_cast<std::size_t>(record * 2 + tab)];
    delete running;
    const auto& read = *m_records[static_cast<std::size_t>(record)];
    const auto& bytes = side == PayloadSide::Key ? read.key : read.value;
    const bool empty = bytes && bytes->isEmpty();
    auto* job = m_reader.read(read, side, this);
    running = job;
    job->then(
        this,
        [this, job, tab, record, empty](const session::Payload& payload) {
            m_trees[static_cast<std::size_t>(tab)][static_cast<std::size_t>(record)] =
                empty ? session::treeOfNoBytes() : payload.tree;
            job->deleteLater();
            if (tab == m_tabs->currentIndex())
                settle();
        },
        [job](const base::Error&) { job->deleteLater(); });
}

QString RecordCompare::apart() const {
    if (!m_records[1])
        return tr("select another record");
    const auto &a = *m_records[0], &b = *m_records[1];
    const auto isCut = [](const RecordRow& one) { return one.key && one.key->size() < one.keySize; };
    QStringList words{bytesDiffer(Key)       ? tr("other key")
                      : isCut(a) || isCut(b) ? tr("keys that begin alike")
                                             : tr("same key")};
    if (a.partition == b.partition)
        words += models::counted(
            tr("%n offset(s) apart", nullptr, models::pluralOf(std::abs(a.offset - b.offset))),
            std::abs(a.offset - b.offset));
    if (a.timestampMs != base::noTimestamp && b.timestampMs != base::noTimestamp)
        words += tr("%1 between them").arg(models::formatDuration(std::abs(a.timestampMs - b.timestampMs)));
    return words.join(QStringLiteral(", "));
}

void RecordCompare::settle() {
    m_apart->setText(apart());
    m_swap->setEnabled(m_records[1].has_value());
    const auto place = [this](std::size_t at) {
        return m_records[at] ? tr("%1 at %2")
                                   .arg(m_records[at]->partition)
                                   .arg(models::formatCount(m_records[at]->offset))
                             : tr("none yet");
    };
    m_model->setTitles(place(0), place(1));
    const auto& trees = m_trees[static_cast<std::size_t>(m_tabs->currentIndex())];
    m_model->setPlain(m_tabs->currentIndex() == Details);
    if (trees[0] && trees[1])
        m_model->show(*trees[0], *trees[1]);
    else if (trees[0])
        m_model->showAlone(*trees[0]);
    else
        m_model->clear();
    m_tree->expandAll();
    m_names->fit();
    tellCounts();
}

void RecordCompare::tellCounts() {
    const auto& trees = m_trees[static_cast<std::size_t>(m_tabs->currentIndex())];
    if (!trees[0] || !trees[1]) {
        m_counts->setText({});
        return;
    }
    const QString counts =
        models::counted(tr("%n field(s) differ", nullptr, m_model->differing()), m_model->differing()) +
        QStringLiteral(", ") + tr("%1 equal").arg(models::formatCount(qint64(m_model->equal())));
    const auto tab = Tab(m_tabs->currentIndex());
    const bool hidden = m_model->differing() == 0 && bytesDiffer(tab);
    m_counts->setText(isPartial()      ? (hidden ? tr("%1; behind them they differ").arg(counts)
                                                 : tr("%1; the rest is not compared").arg(counts))
                      : !hidden        ? counts
                      : tab == Headers ? tr("%1; in another order").arg(counts)
                                       : tr("%1; their bytes differ").arg(counts));
}

bool RecordCompare::bytesDiffer(Tab tab) const {
    if (!m_records[1])
        return false;
    const auto &a = *m_records[0], &b = *m_records[1];
    switch (tab) {
    case Key:
        return a.keySize != b.keySize || knownDiffer(a.key, b.key);
    case Value:
        return a.valueSize != b.valueSize || knownDiffer(a.value, b.value);
    case Headers:
        return a.headerCount != b.headerCount || a.headerSize != b.headerSize ||
               (!a.headersCut() && !b.headersCut() && a.headers != b.headers);
    case Details:
    case TabCount:
        break;
    }
    return false;
}

void RecordCompare::markTabs() {
    const std::pair<Tab, QString> titles[] = {
        {Key, tr("Key")}, {Value, tr("Value")}, {Headers, tr("Headers")}};
    for (const auto& [tab, title] : titles)
        m_tabs->setTabText(tab, bytesDiffer(tab) ? title + QStringLiteral(" ≠") : title);
}

/// Whether more than is compared could differ.
bool RecordCompare::isPartial() const {
    const int tab = m_tabs->currentIndex();
    const auto isCut = [tab](const RecordRow& record) {
        if (tab == Headers)
            return record.headersCut();
        const auto& bytes = tab == Key ? record.key : record.value;
        return tab != Details && bytes && bytes->size() < (tab == Key ? record.keySize : record.valueSize);
    };
    const auto& trees = m_trees[static_cast<std::size_t>(tab)];
    return m_model->isCut() ||
           std::ranges::any_of(trees, [](const auto& tree) { return tree && tree->isCut(); }) ||
           std::ranges::any_of(m_records, [&](const auto& record) { return record && isCut(*record); });
}

} // namespace widgets
