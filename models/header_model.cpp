#include "models/header_model.h"

#include <QCoreApplication>

#include "models/cells.h"
#include "models/formats.h"
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

} // namespace

void HeaderModel::show(std::vector<session::RecordHeader> headers) {
    beginResetModel();
    m_headers = std::move(headers);
    endResetModel();
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
    switch (role) {
    case Qt::DisplayRole:
        return shortWords(text);
    case Qt::ToolTipRole:
        return index.column() == Name ? shortWords(text)
               : header.value         ? formatExactBytes(header.value->size())
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
    return section == Name ? Words::tr("Name") : Words::tr("Value");
}

} // namespace models
