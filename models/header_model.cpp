#include "models/header_model.h"

#include <QCoreApplication>

#include "models/cells.h"
#include "models/formats.h"
#include "models/match_spans.h"
#include "models/payload_words.h"
#include "session/records/payload.h"
#include "session/records/row_text.h"

using session::ShortText;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(headers)
};

constexpr qsizetype shownName = 512, shownValue = 4096;

QString typeWords(const ShortText& value) {
    switch (value.kind) {
    case ShortText::Kind::Text:
        return Words::tr("text");
    case ShortText::Kind::Number:
        return kindName(value.decoder);
    case ShortText::Kind::Uuid:
        return kindName(QStringLiteral("uuid"));
    case ShortText::Kind::Hex:
        return Words::tr("bytes");
    case ShortText::Kind::Null:
    case ShortText::Kind::Empty:
        break;
    }
    return {};
}

/// Of what was read as something else than its bytes, those too.
QString valueTip(const ShortText& shown, const QByteArray& bytes) {
    const QString size = formatExactBytes(bytes.size());
    const bool read = shown.kind == ShortText::Kind::Number || shown.kind == ShortText::Kind::Uuid;
    return read ? QStringLiteral("%1: %2").arg(size, QString::fromLatin1(bytes.toHex(' '))) : size;
}

} // namespace

void HeaderModel::show(std::vector<session::RecordHeader> headers) {
    beginResetModel();
    m_headers = std::move(headers);
    endResetModel();
}

void HeaderModel::setMatches(std::shared_ptr<const session::RowFilter> matches) {
    m_matches = std::move(matches);
    if (!m_headers.empty())
        emit dataChanged(index(0, Name), index(rowCount() - 1, Value), {MatchesRole});
}

QString HeaderModel::line(int row) const {
    const auto& header = m_headers[std::size_t(row)];
    return session::quotedField(header.name) + QLatin1Char('\t') + session::quotedField(header.value);
}

int HeaderModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_headers.size());
}

int HeaderModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant HeaderModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& header = m_headers[std::size_t(index.row())];
    const auto text = index.column() == Name ? session::shortText(header.name, shownName)
                                             : session::shortText(header.value, shownValue);
    if (index.column() == Type)
        return role == Qt::DisplayRole ? typeWords(text)
               : role == KindRole      ? QVariant(int(CellKind::Text))
                                       : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return shortWords(text);
    case MatchesRole:
        return m_matches && text.kind == ShortText::Kind::Text
                   ? QVariant::fromValue(matchesIn(*m_matches, shortWords(text), MatchPlace::Header))
                   : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Name ? shortWords(text)
               : header.value         ? valueTip(text, *header.value)
                                      : Words::tr("null: no bytes at all");
    case KindRole:
        return int(CellKind::Mono);
    case ToneRole:
        return text.kind == ShortText::Kind::Null || text.kind == ShortText::Kind::Empty
                   ? QVariant(int(Tone::Muted))
                   : QVariant();
    case ItalicRole:
        return text.kind == ShortText::Kind::Null || text.kind == ShortText::Kind::Empty;
    default:
        return {};
    }
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? Words::tr("Name") : section == Value ? Words::tr("Value") : Words::tr("Type");
}

} // namespace models
