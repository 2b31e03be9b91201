#include "session/runs/run_drafts.h"

#include <algorithm>

#include <QDataStream>
#include <QFileInfo>
#include <QIODevice>

namespace session {
namespace {

/// Of the layout below: what another one wrote is not read, but for the one before, which has no kinds of
/// headers.
constexpr quint32 layout = 5, plainHeaders = 4;
/// All settings are read at the start, and a hundred runs are kept in them.
constexpr qsizetype mostBytes = 16 * 1024;

template <class T>
QDataStream& operator<<(QDataStream& out, const std::optional<T>& value) {
    out << value.has_value();
    return value ? out << *value : out;
}

template <class T>
QDataStream& operator>>(QDataStream& in, std::optional<T>& value) {
    bool has = false;
    in >> has;
    value.reset();
    if (has)
        in >> value.emplace();
    return in;
}

} // namespace

// Outside, where lists of them find it.
static QDataStream& operator<<(QDataStream& out, const PartitionPart& part) {
    return out << part.partition << part.from << part.until;
}

static QDataStream& operator>>(QDataStream& in, PartitionPart& part) {
    return in >> part.partition >> part.from >> part.until;
}

static QDataStream& operator<<(QDataStream& out, const HeaderDraft& header) {
    return out << header.name << header.value;
}

static QDataStream& operator>>(QDataStream& in, HeaderDraft& header) {
    return in >> header.name >> header.value;
}

namespace {

/// Each field once, for writing and reading alike.
template <class Each>
void describe(RecordWish& wish, Each&& each) {
    each(wish.filter), each(wish.inKey), each(wish.inValue), each(wish.inHeaders), each(wish.caseSensitive);
    each(wish.isRegex), each(wish.isHex), each(wish.isNot), each(wish.key), each(wish.headerName),
        each(wish.headerValue);
    each(wish.tombstonesOnly), each(wish.keylessOnly);
}

template <class Each>
void describe(ExportDraft& draft, Each&& each) {
    auto& query = draft.query;
    each(draft.topic), describe(query, each);
    each(query.seek), each(query.value), each(query.fromMs), each(query.untilMs), each(query.toEnds),
        each(query.partitions);
    each(query.parts), each(query.committedOnly), each(query.controlRecords), each(query.limit);
    each(draft.format), each(draft.path);
    auto& fields = draft.fields;
    each(fields.topic), each(fields.partition), each(fields.offset), each(fields.time), each(fields.headers);
    each(fields.key), each(fields.value), each(draft.keyInBase64), each(draft.valueInBase64);
    each(draft.packing);
}

template <class Each>
void describe(ImportDraft& draft, Each&& each) {
    each(draft.path), each(draft.topic), each(draft.sending.perSecond), each(draft.sending.codec);
    each(draft.sending.keepPartition), each(draft.sending.keepTime);
}

template <class Each>
void describe(ProduceDraft& draft, Each&& each) {
    each(draft.topic), each(draft.partition), each(draft.key), each(draft.value), each(draft.headers);
    each(draft.timestampMs), each(draft.codec), each(draft.repeat), each(draft.perSecond), each(draft.acks);
    each(draft.keyKind), each(draft.valueKind);
}

} // namespace

QByteArray writtenDraft(const KeptDraft& kept) {
    if (const auto* draft = std::get_if<ExportDraft>(&kept.draft); draft && !draft->rows.empty())
        return {};
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << layout << kept.bootstrap << quint32(kept.draft.index());
    std::visit([&out](auto draft) { describe(draft, [&out](const auto& field) { out << field; }); },
               kept.draft);
    if (const auto* draft = std::get_if<ProduceDraft>(&kept.draft))
        for (const HeaderDraft& header : draft->headers)
            out << header.kind;
    return bytes.size() > mostBytes ? QByteArray() : bytes.toBase64();
}

std::optional<KeptDraft> readDraft(const QByteArray& written) {
    const QByteArray bytes = QByteArray::fromBase64(written);
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 found = 0, which = 0;
    KeptDraft kept;
    in >> found >> kept.bootstrap >> which;
    if ((found != layout && found != plainHeaders) || which > 2)
        return std::nullopt;
    if (which == 1)
        kept.draft = ImportDraft();
    else if (which == 2)
        kept.draft = ProduceDraft();
    std::visit([&in](auto& draft) { describe(draft, [&in](auto& field) { in >> field; }); }, kept.draft);
    if (auto* draft = std::get_if<ProduceDraft>(&kept.draft); draft && found == layout)
        for (HeaderDraft& header : draft->headers) {
            in >> header.kind;
            header.kind = header.kind == PayloadKind::Hex ? PayloadKind::Hex : PayloadKind::Text;
        }
    if (in.status() != QDataStream::Ok)
        return std::nullopt;
    if (auto* draft = std::get_if<ExportDraft>(&kept.draft)) { // numbers that name nothing
        draft->query.seek = std::clamp(draft->query.seek, SeekKind::Newest, SeekKind::Live);
        draft->format = std::clamp(draft->format, ExportFormat::JsonLines, ExportFormat::RawFiles);
        draft->packing = std::clamp(draft->packing, ExportPacking::None, ExportPacking::Zstd);
    }
    if (auto* draft = std::get_if<ProduceDraft>(&kept.draft))
        for (PayloadKind* kind : {&draft->keyKind, &draft->valueKind})
            *kind = std::clamp(*kind, PayloadKind::Null, PayloadKind::Double);
    return kept;
}

QString freePath(const QString& path) {
    QString ending = QFileInfo(path).suffix(); // a topic's name may hold dots
    if (ending == QLatin1String("gz") || ending == QLatin1String("zst"))
        ending = QFileInfo(path.chopped(ending.size() + 1)).suffix() + QLatin1Char('.') + ending;
    const QString stem = path.chopped(ending.isEmpty() ? 0 : ending.size() + 1);
    QString free = path;
    for (int i = 2; QFileInfo::exists(free) && i < 10'000; ++i)
        free = QStringLiteral("%1-%2%3").arg(stem).arg(i).arg(ending.isEmpty() ? QString()
                                                                               : QLatin1Char('.') + ending);
    return free;
}

} // namespace session
