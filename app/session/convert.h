#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <QByteArray>
#include <QString>
#include <QStringDecoder>

#include "base/buffer.h"
#include "base/uuid.h"

namespace session {

/// Between the engine's UTF-8 and Qt's strings, at the one border where they meet.
inline QString text(std::string_view utf8) {
    const QByteArrayView bytes(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (!utf8.starts_with("\xef\xbb\xbf"))
        return QString::fromUtf8(bytes);
    // A byte order mark is passed over unless one asks for it, and here it is part of what was written.
    using Decoder = QStringDecoder;
    return Decoder(Decoder::Utf8, Decoder::Flag::Stateless | Decoder::Flag::ConvertInitialBom)(bytes);
}

inline QString text(const std::string& utf8) {
    return text(std::string_view(utf8));
}

inline std::optional<QString> text(const std::optional<std::string>& utf8) {
    return utf8 ? std::optional(text(*utf8)) : std::nullopt;
}

/// Of a topic: empty where it is not known, which is zero for the engine.
inline QString text(const base::Uuid& id) {
    return id.isZero() ? QString() : text(id.toString());
}

inline base::Uuid uuidOf(const QString& id) {
    return base::Uuid::parse(id.toStdString()).value_or(base::Uuid());
}

inline std::string bytes(const QByteArray& array) {
    return {array.constData(), static_cast<std::size_t>(array.size())};
}

inline std::optional<std::string> bytes(const std::optional<QByteArray>& array) {
    return array ? std::optional(bytes(*array)) : std::nullopt;
}

/// The same bytes, shared instead of copied.
inline base::Buffer bufferOf(const QByteArray& array) {
    auto owner = std::make_shared<const QByteArray>(array);
    const base::ByteView view(reinterpret_cast<const std::uint8_t*>(owner->constData()),
                              static_cast<std::size_t>(owner->size()));
    return {std::move(owner), view};
}

} // namespace session
