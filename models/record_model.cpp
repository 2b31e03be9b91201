#include "models/record_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "models/cells.h"
#include "models/formats.h"
#include "models/match_spans.h"
#include "models/record_words.h"
#include "session/records/record_identity.h"

using session::RecordBrowser;
using session::RecordRow;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(records)
};

QString payloadTip(qint64 size) {
    return size < 0 ? Words::tr("null: no bytes at all") : formatExactBytes(size);
}

QString sizeTip(const RecordRow& record) {
    const auto part = [](qint64 size) { return size < 0 ? Words::tr("null") : formatExactBytes(size); };
    return QStringList{Words::tr("Key: %1").arg(part(record.keySize)),
                       Words::tr("Value: %1").arg(part(record.valueSize)),
                       Words::tr("Headers, names and values: %1").arg(part(record.headerSize))}
        .join(QLatin1Char('\n'));
}

/// Rows that are read on come in handfuls: they are ordered together.
constexpr int kOrderAfterMs = 150;

bool isMissing(const session::FieldColumns::Cell& cell) {
    return cell.absence == session::FieldColumns::Cell::Absence::None;
}

QString fieldTip(const session::FieldColumns::Cell& cell, const QString& path) {
    if (cell.found)
        return path;
    using Absence = session::FieldColumns::Cell::Absence;
    return (isMissing(cell) ? Words::tr("This record has no %1.")
            : cell.absence == Absence::Cut
                ? Words::tr("The table looks through the first part of so large a record: %1 is not in it.")
            : cell.absence == Absence::GivenUp
                ? Words::tr("Too large or nested too deep for the table to look for %1 in it.")
                : Words::tr("%1 is being looked up."))
        .arg(path);
}

} // namespace

RecordModel::RecordModel(QObject* parent) : QAbstractTableModel(parent) {
    m_orderSoon.setSingleShot(true);
    m_orderSoon.setInterval(kOrderAfterMs);
    connect(&m_orderSoon, &QTimer::timeout, this, &RecordModel::orderSoon);
    connect(&m_order, &RecordOrder::ordered, this, &RecordModel::takeOrder);
}

void RecordModel::setBrowser(RecordBrowser* browser) {
    if (m_browser)
        m_browser->disconnect(this);
    beginResetModel();
    forgetOrder();
    m_browser = browser;
    m_rows = browser ? browser->rowCount() : 0;
    endResetModel();
    lookForMarks(0, m_rows - 1, true);
    if (browser)
        attach();
}

void RecordModel::setReader(const session::PayloadReader* reader) {
    m_reader = reader;
    connect(reader, &session::PayloadReader::kindChanged, this, [this](session::PayloadSide side) {
        const int column = side == session::PayloadSide::Key ? Key : Value;
        if (m_rows > 0)
            emit dataChanged(index(0, column), index(m_rows - 1, column));
        if (column == m_sortColumn)
            m_orderSoon.start();
    });
}

void RecordModel::setFields(const session::FieldColumns* fields) {
    m_fields = fields;
    connect(fields, &session::FieldColumns::columnsChanged, this, &RecordModel::settleFields);
    connect(fields, &session::FieldColumns::found, this, [this] {
        const auto before = m_numeric;
        for (int i = 0; i < int(m_shown.size()); ++i)
            m_numeric[std::size_t(i)] = m_fields->isNumeric(i);
        if (m_shown.empty())
            return;
        if (before != m_numeric)
            emit headerDataChanged(Qt::Horizontal, ColumnCount, columnCount() - 1);
        if (m_rows > 0)
            emit dataChanged(index(0, ColumnCount), index(m_rows - 1, columnCount() - 1));
        if (m_sortColumn >= ColumnCount)
            m_orderSoon.start();
    });
    settleFields();
}

void RecordModel::settleFields() {
    const auto wanted = m_fields->columns();
    // One by one, so that views keep what they know of the columns that stay.
    for (int i = int(m_shown.size()) - 1; i >= 0; --i)
        if (std::ranges::find(wanted, m_shown[std::size_t(i)]) == wanted.end()) {
            beginRemoveColumns({}, ColumnCount + i, ColumnCount + i);
            m_shown.erase(m_shown.begin() + i);
            m_numeric.erase(m_numeric.begin() + i);
            endRemoveColumns();
        }
    for (const auto& one : wanted)
        if (std::ranges::find(m_shown, one) == m_shown.end()) {
            beginInsertColumns({}, columnCount(), columnCount());
            m_shown.push_back(one);
            m_numeric.push_back(false);
            endInsertColumns();
        }
}

const session::FieldColumn* RecordModel::field(int column) const {
    const int at = column - ColumnCount;
    return at >= 0 && at < int(m_shown.size()) ? &m_shown[std::size_t(at)] : nullptr;
}

void RecordModel::attach() {
    connect(m_browser, &RecordBrowser::rowsAboutToReset, this, [this] { beginResetModel(); });
    // Else the browser has changed its rows already when it speaks; m_rows keeps what the views know until
    // they are told.
    connect(m_browser, &RecordBrowser::rowsReset, this, [this] {
        forgetOrder();
        m_rows = m_browser->rowCount();
        endResetModel();
        m_orderSoon.start();
        lookForMarks(0, m_rows - 1, true);
    });
    connect(m_browser, &RecordBrowser::rowsAppended, this, [this](int first, int last) {
        beginInsertRows({}, first, last);
        for (int row = first; row <= last && !m_places.empty(); ++row)
            m_places.push_back(row);
        m_rows += last - first + 1;
        endInsertRows();
        m_orderSoon.start();
        lookForMarks(first, last, false);
    });
    connect(m_browser, &RecordBrowser::rowsPrepended, this, [this](int count) {
        m_unannounced = count;
        beginInsertRows({}, 0, count - 1);
        m_unannounced = 0;
        m_rows += count;
        endInsertRows();
        lookForMarks(0, count - 1, false);
    });
    connect(m_browser, &RecordBrowser::rowsDropped, this, [this](int first, int last) {
        beginRemoveRows({}, first, last);
        m_rows -= last - first + 1;
        endRemoveRows();
    });
    // While records come live they stand as they come.
    connect(m_browser, &RecordBrowser::stateChanged, &m_orderSoon, qOverload<>(&QTimer::start));
    connect(m_browser, &RecordBrowser::rowsChanged, this,
            [this](int first, int last) { emit dataChanged(index(first, 0), index(last, ColumnCount - 1)); });
}

/// Once there are some, they stay until the rows are replaced: a column that comes and goes is in the way.
void RecordModel::lookForMarks(int first, int last, bool anew) {
    bool found = m_hasMarks && !anew;
    for (int i = first; i <= last && !found; ++i) {
        const auto* one = record(i);
        found = one && one->mark != session::RecordMark::None && one->mark != session::RecordMark::Committed;
    }
    if (found == m_hasMarks)
        return;
    m_hasMarks = found;
    emit hasMarksChanged();
}

void RecordModel::setWish(const session::RecordWish& wish) {
    if (!marksMatches(wish) && !m_wish)
        return;
    m_wish.reset();
    if (marksMatches(wish))
        m_wish.emplace(wish);
    if (m_rows > 0)
        emit dataChanged(index(0, Key), index(m_rows - 1, Value), {MatchesRole});
}

QVariant RecordModel::matches(const RecordRow& record, Column column) const {
    const auto& payload = column == Key ? record.key : record.value;
    if (!m_wish || !payload || payload->isEmpty())
        return {};
    // What stands in the cell, not the bytes: a payload may be shown as something else than its text.
    const auto out = matchesIn(*m_wish, display(record, column).toString(),
                               column == Key ? MatchPlace::Key : MatchPlace::Value);
    return out.isEmpty() ? QVariant() : QVariant::fromValue(out);
}

const RecordRow* RecordModel::read(int row) const {
    if (!m_browser || row < 0 || row >= m_rows || row + m_unannounced >= m_browser->rowCount())
        return nullptr;
    return &m_browser->row(row + m_unannounced);
}

const RecordRow* RecordModel::record(int row) const {
    const bool isOrdered = row >= 0 && row < int(m_places.size());
    return read(isOrdered ? m_places[std::size_t(row)] : row);
}

int RecordModel::rowOf(int partition, qint64 offset) const {
    for (int i = 0; i < m_rows; ++i)
        if (const auto* r = record(i); r && r->partition == partition && r->offset == offset)
            return i;
    return -1;
}

qsizetype RecordModel::comparedAs(const RecordRow& record) const {
    const auto at = std::ranges::find_if(
        m_compared, [&record](const RecordRow& one) { return isSameRecord(one, record); });
    return at == m_compared.end() ? -1 : at - m_compared.begin();
}

void RecordModel::setCompared(const std::vector<RecordRow>& records) {
    // What is known of them may have grown: a cut one that was read whole.
    if (std::ranges::equal(std::exchange(m_compared, records), records, session::isSameRecord))
        return;
    emit headerDataChanged(Qt::Horizontal, Timestamp, Timestamp); // needs more room or less
    if (m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1), {BadgeRole, GroundRole});
}

void RecordModel::setZone(const Zone& zone) {
    if (m_zone == zone)
        return;
    m_zone = zone;
    emit headerDataChanged(Qt::Horizontal, Timestamp, Timestamp);
    if (m_rows > 0)
        emit dataChanged(index(0, Timestamp), index(m_rows - 1, Timestamp), {Qt::DisplayRole});
}

int RecordModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}
int RecordModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount) + int(m_shown.size());
}

QVariant RecordModel::data(const QModelIndex& at, int role) const {
    const RecordRow* r = checkIndex(at, CheckIndexOption::IndexIsValid) ? record(at.row()) : nullptr;
    if (!r)
        return {};
    if (role == GroundRole)
        return comparedAs(*r) >= 0 ? QVariant(int(Tone::Accent)) : QVariant();
    if (at.column() >= ColumnCount)
        return fieldData(*r, at.column() - ColumnCount, role);
    const auto column = Column(at.column());
    const bool number = isNumber(column);
    const bool payload = column == Key || column == Value;
    switch (role) {
    case Qt::DisplayRole:
        return display(*r, column);
    case Qt::ToolTipRole:
        return toolTip(*r, column);
    case PlainRole:
        return plain(*r, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    case KindRole:
        return int(column == Mark ? CellKind::State : number ? CellKind::Number : CellKind::Mono);
    case ToneRole: {
        if (column == Mark)
            return int(markTone(r->mark));
        if (payload && (r->mark == session::RecordMark::Aborted || isMarker(r->mark)))
            return int(Tone::Muted);
        const auto& bytes = column == Key ? r->key : r->value;
        const bool quiet =
            (payload && (!bytes || bytes->isEmpty())) || (column == Headers && r->headerCount == 0);
        return quiet ? QVariant(int(Tone::Muted)) : QVariant();
    }
    case ItalicRole:
        return payload && (column == Key ? !r->key || r->key->isEmpty() : !r->value || r->value->isEmpty());
    case MatchesRole:
        return payload ? matches(*r, column) : QVariant();
    case ShapeRole:
        return column == Mark ? QVariant(int(markShape(r->mark))) : QVariant();
    case BadgeRole: {
        static const QString letters[] = {QStringLiteral("A"), QStringLiteral("B")};
        const auto as = comparedAs(*r);
        return m_compared.empty() || column != Timestamp ? QVariant()
                                                         : QVariant(as < 0 ? QString() : letters[as]);
    }
    case IdentityRole:
        return QStringLiteral("%1/%2").arg(r->partition).arg(r->offset);
    default:
        return {};
    }
}

bool RecordModel::isNumber(int column) const {
    return column >= ColumnCount
               ? m_numeric[std::size_t(column - ColumnCount)]
               : column == Partition || column == Offset || column == Size || column == Headers;
}

QVariant RecordModel::fieldData(const RecordRow& record, int field, int role) const {
    // The same place in the list of who finds them, who may have been told of another by now.
    const auto& columns = m_fields->columns();
    const auto at = std::ranges::find(columns, m_shown[std::size_t(field)]);
    if (at == columns.end())
        return {};
    const auto& cell = m_fields->cell(record, int(at - columns.begin()));
    const bool null = cell.kind == session::ValueTree::Kind::Null;
    switch (role) {
    case Qt::DisplayRole:
        return !cell.found           ? QString(isMissing(cell) ? unknownSign : QChar(u'…'))
               : cell.text.isEmpty() ? Words::tr("empty")
               : cell.cut            ? cell.text + QChar(u'…')
                                     : cell.text;
    case PlainRole:
        return cell.found ? cell.text : QString();
    case Qt::ToolTipRole:
        return fieldTip(cell, m_shown[std::size_t(field)].path);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isNumber(ColumnCount + field) ? Qt::AlignRight : Qt::AlignLeft));
    case KindRole:
        return int(isNumber(ColumnCount + field) ? CellKind::Number : CellKind::Mono);
    case ToneRole:
        return !cell.found || null || cell.text.isEmpty() ? QVariant(int(Tone::Muted)) : QVariant();
    default:
        return {};
    }
}

QString RecordModel::payloadText(const RecordRow& record, session::PayloadSide side) const {
    const auto& payload = side == session::PayloadSide::Key ? record.key : record.value;
    if (!payload)
        return Words::tr("null");
    if (payload->isEmpty())
        return Words::tr("empty");
    if (m_reader)
        return m_reader->cell(record, side, kPreviewLength);
    return session::cellText(*payload, kPreviewLength);
}

QVariant RecordModel::display(const RecordRow& r, Column column) const {
    switch (column) {
    case Timestamp:
        return formatTime(r.timestampMs, m_zone);
    case Partition:
        return QString::number(r.partition);
    case Offset:
        return formatCount(r.offset);
    case Key:
        return isMarker(r.mark) ? QString(unknownSign) : payloadText(r, session::PayloadSide::Key);
    case Value:
        return isMarker(r.mark) ? markerWords(r) : payloadText(r, session::PayloadSide::Value);
    case Size:
        return formatBytes(r.size());
    case Headers:
        return formatCount(qint64(r.headerCount));
    case Mark:
        return markWords(r.mark);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RecordModel::plain(const RecordRow& r, Column column) const {
    switch (column) {
    case Timestamp:
        return plainTime(r.timestampMs, m_zone);
    case Partition:
        return r.partition;
    case Offset:
        return r.offset;
    case Size:
        return r.size();
    case Headers:
        return r.headerCount;
    case Key:
    case Value:
    case Mark:
    case ColumnCount:
        break;
    }
    return display(r, column);
}

QVariant RecordModel::toolTip(const RecordRow& r, Column column) const {
    switch (column) {
    case Timestamp:
        return r.logAppendTime ? Words::tr("LogAppendTime: when the broker wrote it")
                               : Words::tr("CreateTime: what the producer said");
    case Key:
        return payloadTip(r.keySize);
    case Value:
        return payloadTip(r.valueSize);
    case Size:
        return sizeTip(r);
    case Mark:
        return markTip(r.mark);
    case Partition:
    case Offset:
    case Headers:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const {
    static constexpr const char* titles[ColumnCount] = {
        QT_TRANSLATE_NOOP("records", "Timestamp"), QT_TRANSLATE_NOOP("records", "Partition"),
        QT_TRANSLATE_NOOP("records", "Offset"),    QT_TRANSLATE_NOOP("records", "Key"),
        QT_TRANSLATE_NOOP("records", "Value"),     QT_TRANSLATE_NOOP("records", "Size"),
        QT_TRANSLATE_NOOP("records", "Headers"),   QT_TRANSLATE_NOOP("records", "Transaction")};
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (const auto* one = field(section); one && role != Qt::TextAlignmentRole) {
        const QString path = one->path.mid(1); // "value.total" says more than "$.total"
        const QString own = path.mid(path.startsWith(QLatin1Char('.')) ? 1 : 0);
        const bool key = one->side == session::PayloadSide::Key;
        if (role == Qt::ToolTipRole)
            return Words::tr("A field of the %1: %2")
                .arg(key ? Words::tr("key") : Words::tr("value"), one->path);
        if (role == EndTellsRole)
            return true;
        const QString whole = (key ? QStringLiteral("key") : QStringLiteral("value")) + path;
        if (role == PlainRole)
            return whole;
        // Most fields are of values: what all of them begin with would take the room of what tells them
        // apart.
        return role == Qt::DisplayRole ? (key || own.isEmpty() ? whole : own) : QVariant();
    }
    if (role == Qt::DisplayRole)
        return section == Timestamp
                   ? QStringLiteral("%1 (%2)").arg(Words::tr(titles[section]), zoneName(m_zone))
                   : Words::tr(titles[section]);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace models
