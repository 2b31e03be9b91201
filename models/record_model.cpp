#include "models/record_model.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringDecoder>

#include "models/cells.h"
#include "models/formats.h"

using session::RecordBrowser;
using session::RecordRow;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(records)
};

struct Preview {
    QString text;
    bool binary = false;
};

/// One line: control characters would break the row, so blanks stand in for them. Bytes that are no UTF-8
/// show as hex.
Preview previewOf(const QByteArray& bytes) {
    const auto head =
        QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), RecordModel::kPreviewLength * 4));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(head);
    if (decoder.hasError()) {
        const auto shown =
            QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), RecordModel::kPreviewLength / 3));
        return {QString::fromLatin1(shown.toByteArray().toHex(' ')), true};
    }
    text.truncate(RecordModel::kPreviewLength);
    for (QChar& c : text)
        if (c.category() == QChar::Other_Control)
            c = u' ';
    return {text, false};
}

QString payloadText(const std::optional<QByteArray>& payload) {
    if (!payload)
        return Words::tr("null");
    return payload->isEmpty() ? Words::tr("empty") : previewOf(*payload).text;
}

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

} // namespace

RecordModel::RecordModel(QObject* parent) : QAbstractTableModel(parent) {}

void RecordModel::setBrowser(RecordBrowser* browser) {
    if (m_browser)
        m_browser->disconnect(this);
    beginResetModel();
    m_browser = browser;
    m_rows = browser ? browser->rowCount() : 0;
    endResetModel();
    if (browser)
        attach();
}

void RecordModel::attach() {
    // The browser has changed its rows already when it speaks; m_rows keeps what the views know until they
    // are told.
    connect(m_browser, &RecordBrowser::rowsReset, this, [this] {
        beginResetModel();
        m_rows = m_browser->rowCount();
        endResetModel();
    });
    connect(m_browser, &RecordBrowser::rowsAppended, this, [this](int first, int last) {
        beginInsertRows({}, first, last);
        m_rows += last - first + 1;
        endInsertRows();
    });
    connect(m_browser, &RecordBrowser::rowsPrepended, this, [this](int count) {
        m_unannounced = count;
        beginInsertRows({}, 0, count - 1);
        m_unannounced = 0;
        m_rows += count;
        endInsertRows();
    });
    connect(m_browser, &RecordBrowser::rowsDropped, this, [this](int first, int last) {
        beginRemoveRows({}, first, last);
        m_rows -= last - first + 1;
        endRemoveRows();
    });
}

const RecordRow* RecordModel::record(int row) const {
    if (!m_browser || row < 0 || row >= m_rows || row + m_unannounced >= m_browser->rowCount())
        return nullptr;
    return &m_browser->row(row + m_unannounced);
}

int RecordModel::rowOf(int partition, qint64 offset) const {
    for (int i = 0; i < m_rows; ++i)
        if (const auto* r = record(i); r && r->partition == partition && r->offset == offset)
            return i;
    return -1;
}

void RecordModel::setLocalTime(bool local) {
    if (m_localTime == local)
        return;
    m_localTime = local;
    emit headerDataChanged(Qt::Horizontal, Timestamp, Timestamp);
    if (m_rows > 0)
        emit dataChanged(index(0, Timestamp), index(m_rows - 1, Timestamp), {Qt::DisplayRole});
}

int RecordModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}
int RecordModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant RecordModel::data(const QModelIndex& at, int role) const {
    const RecordRow* r = checkIndex(at, CheckIndexOption::IndexIsValid) ? record(at.row()) : nullptr;
    if (!r)
        return {};
    const auto column = Column(at.column());
    const bool number = column == Partition || column == Offset || column == Size || column == Headers;
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
        return int(number ? CellKind::Number : CellKind::Mono);
    case ToneRole: {
        const auto& bytes = column == Key ? r->key : r->value;
        const bool quiet =
            (payload && (!bytes || bytes->isEmpty())) || (column == Headers && r->headerCount == 0);
        return quiet ? QVariant(int(Tone::Muted)) : QVariant();
    }
    case IdentityRole:
        return QStringLiteral("%1/%2").arg(r->partition).arg(r->offset);
    default:
        return {};
    }
}

QVariant RecordModel::display(const RecordRow& r, Column column) const {
    switch (column) {
    case Timestamp:
        return formatTime(r.timestampMs, m_localTime ? Zone::Local : Zone::Utc);
    case Partition:
        return QString::number(r.partition);
    case Offset:
        return formatCount(r.offset);
    case Key:
        return payloadText(r.key);
    case Value:
        return payloadText(r.value);
    case Size:
        return formatBytes(r.size());
    case Headers:
        return formatCount(qint64(r.headerCount));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RecordModel::plain(const RecordRow& r, Column column) const {
    switch (column) {
    case Timestamp:
        return plainTime(r.timestampMs, m_localTime ? Zone::Local : Zone::Utc);
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
        QT_TRANSLATE_NOOP("records", "Headers")};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return section == Timestamp
                   ? QStringLiteral("%1 (%2)").arg(Words::tr(titles[section]),
                                                   zoneName(m_localTime ? Zone::Local : Zone::Utc))
                   : Words::tr(titles[section]);
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == Partition || section == Offset || section == Size || section == Headers;
        return QVariant::fromValue(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

} // namespace models
