#include "session/records/typed_key.h"

#include <algorithm>
#include <array>
#include <optional>

#include "decode/decoder.h"
#include "session/convert.h"
#include "session/payloads.h"

namespace session {
namespace {

struct ByteKind {
    QLatin1String id;
    PayloadKind kind;
    qsizetype size; ///< bytes
    bool isLittle;
};

constexpr std::array kByteKinds{ByteKind{QLatin1String("int8"), PayloadKind::Int8, 1, false},
                                ByteKind{QLatin1String("int16"), PayloadKind::Int16, 2, false},
                                ByteKind{QLatin1String("int16-le"), PayloadKind::Int16, 2, true},
                                ByteKind{QLatin1String("int32"), PayloadKind::Int32, 4, false},
                                ByteKind{QLatin1String("int32-le"), PayloadKind::Int32, 4, true},
                                ByteKind{QLatin1String("int64"), PayloadKind::Int64, 8, false},
                                ByteKind{QLatin1String("int64-le"), PayloadKind::Int64, 8, true},
                                ByteKind{QLatin1String("float32"), PayloadKind::Float, 4, false},
                                ByteKind{QLatin1String("float32-le"), PayloadKind::Float, 4, true},
                                ByteKind{QLatin1String("float64"), PayloadKind::Double, 8, false},
                                ByteKind{QLatin1String("float64-le"), PayloadKind::Double, 8, true},
                                ByteKind{QLatin1String("uuid"), PayloadKind::Uuid, 16, false}};

const ByteKind* byteKind(const QString& id) {
    const auto* found = std::ranges::find_if(kByteKinds, [&](const ByteKind& one) { return one.id == id; });
    return found == kByteKinds.end() ? nullptr : found;
}

/// `bare`: without 0x before it too.
std::optional<QByteArray> hexOf(const QString& typed, bool bare) {
    const bool marked = typed.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    if (!marked && !bare)
        return std::nullopt;
    const auto parsed = parsePayload(PayloadKind::Hex, marked ? typed.mid(2) : typed);
    return parsed.problem == PayloadProblem::None && !parsed.bytes.isEmpty() ? std::optional(parsed.bytes)
                                                                             : std::nullopt;
}

/// As it is shown; null where it is none of the kind.
QString shown(const QByteArray& key, const QString& kind) {
    const auto decoded = decode::findDecoder(kind.toStdString())->decode({.bytes = bufferOf(key)}, {});
    return decoded ? text(decoded->tree.text(decoded->tree.root())) : QString();
}

} // namespace

QByteArray keyOfTyped(const QString& typed, const QString& kind) {
    if (const auto* of = byteKind(kind)) {
        auto parsed = parsePayload(of->kind, typed.trimmed());
        if (of->isLittle)
            std::ranges::reverse(parsed.bytes);
        if (parsed.problem == PayloadProblem::None && parsed.bytes.size() == of->size)
            return parsed.bytes;
    }
    const bool isText = kind == QLatin1String("text") || kind == QLatin1String("json");
    if (const auto bytes = hexOf(typed, kind == QLatin1String("hex")); bytes && !isText)
        return *bytes;
    return typed.toUtf8();
}

QString typedOfKey(const QByteArray& key, const QString& kind) {
    const QString hex = QLatin1String("0x") + QString::fromLatin1(key.toHex());
    for (const QString& typed : {byteKind(kind) ? shown(key, kind) : QString(), QString::fromUtf8(key), hex})
        if (!typed.isEmpty() && keyOfTyped(typed, kind) == key)
            return typed;
    return {};
}

} // namespace session
