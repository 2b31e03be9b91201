#include "session/payloads.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include <QDateTime>
#include <QRandomGenerator>
#include <QUuid>
#include <QtEndian>

#include "decode/json_reader.h"
#include "decode/print.h"
#include "session/convert.h"
#include "session/input_checks.h"

namespace session {
namespace {

QByteArray notNull(QByteArray bytes) {
    return bytes.isNull() ? QByteArray("") : bytes;
}

template <class T>
ParsedPayload wholeNumber(const QString& text) {
    bool read = false;
    const qint64 value = text.trimmed().toLongLong(&read);
    if (!read)
        return {PayloadProblem::NotANumber, {}};
    if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max())
        return {PayloadProblem::OutOfRange, {}};
    QByteArray out(sizeof(T), '\0');
    qToBigEndian(static_cast<T>(value), out.data());
    return {PayloadProblem::None, out};
}

template <class T>
ParsedPayload fraction(const QString& text) {
    bool read = false;
    const double value = text.trimmed().toDouble(&read);
    if (!read)
        return {PayloadProblem::NotANumber, {}};
    const T rounded = static_cast<T>(value);
    if ((std::isfinite(value) && !std::isfinite(rounded)) || (value != 0 && rounded == 0))
        return {PayloadProblem::OutOfRange, {}};
    QByteArray out(sizeof(T), '\0');
    qToBigEndian(rounded, out.data());
    return {PayloadProblem::None, out};
}

/// With braces or without; Qt would pass over what stands behind one.
ParsedPayload uuid(const QString& text) {
    const QString typed = text.trimmed().toLower();
    const QUuid id = QUuid::fromString(typed);
    const bool read = typed == id.toString(QUuid::WithoutBraces) || typed == id.toString();
    return read ? ParsedPayload{PayloadProblem::None, id.toRfc4122()}
                : ParsedPayload{PayloadProblem::NotUuid, {}};
}

/// Padded or not; Qt would drop a digit, and bits, that are left over.
ParsedPayload base64(const QString& text) {
    QByteArray plain;
    for (const QChar c : text)
        if (!c.isSpace())
            plain += c.toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(plain, QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray bytes = decoded ? *decoded : QByteArray();
    if (plain != bytes.toBase64() && plain != bytes.toBase64(QByteArray::OmitTrailingEquals))
        return {PayloadProblem::NotBase64, {}};
    return {PayloadProblem::None, notNull(bytes)};
}

/// What stands for a placeholder; none: it is not one.
std::optional<QByteArray> valueOf(const QByteArray& name, qint64 n) {
    if (name == "n")
        return QByteArray::number(n);
    if (name == "uuid")
        return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    if (name == "now")
        return QByteArray::number(QDateTime::currentMSecsSinceEpoch());
    const QList<QByteArray> words = name.simplified().split(' ');
    if (words.size() == 3 && words[0] == "random") {
        bool first = false, second = false;
        const qint64 low = words[1].toLongLong(&first), high = words[2].toLongLong(&second);
        if (!first || !second || low > high)
            return std::nullopt;
        const auto range = static_cast<quint64>(high) - static_cast<quint64>(low);
        const quint64 random = QRandomGenerator::global()->generate64();
        const quint64 step = range == std::numeric_limits<quint64>::max() ? random : random % (range + 1);
        return QByteArray::number(static_cast<qint64>(static_cast<quint64>(low) + step));
    }
    if (name.startsWith("pick ")) {
        const QList<QByteArray> choices = name.mid(5).split('|');
        return choices[QRandomGenerator::global()->bounded(choices.size())];
    }
    return std::nullopt;
}

/// Goes through a pattern once, however many braces are in it.
template <class F>
void eachPlaceholder(const QByteArray& pattern, F&& found) {
    for (qsizetype at = pattern.indexOf("{{"); at >= 0; at = pattern.indexOf("{{", at)) {
        const qsizetype end = pattern.indexOf("}}", at + 2);
        if (end < 0)
            return;
        const qsizetype last = pattern.lastIndexOf("{{", end - 2); // of all that this end could close
        at = found(at, end) ? end + 2 : std::max(at + 1, last);
    }
}

} // namespace

ParsedPayload parsePayload(PayloadKind kind, const QString& text) {
    switch (kind) {
    case PayloadKind::Null:
    case PayloadKind::Empty:
        return {PayloadProblem::None, QByteArray("")};
    case PayloadKind::Text:
    case PayloadKind::Json:
        return {PayloadProblem::None, notNull(text.toUtf8())};
    case PayloadKind::Hex: {
        const auto bytes = parseHex(text);
        return bytes ? ParsedPayload{PayloadProblem::None, notNull(*bytes)}
                     : ParsedPayload{PayloadProblem::NotHex, {}};
    }
    case PayloadKind::Base64:
        return base64(text);
    case PayloadKind::Uuid:
        return uuid(text);
    case PayloadKind::Int8:
        return wholeNumber<qint8>(text);
    case PayloadKind::Int16:
        return wholeNumber<qint16>(text);
    case PayloadKind::Int32:
        return wholeNumber<qint32>(text);
    case PayloadKind::Int64:
        return wholeNumber<qint64>(text);
    case PayloadKind::Float:
        return fraction<float>(text);
    case PayloadKind::Double:
        return fraction<double>(text);
    }
    return {};
}

QByteArray filled(const QByteArray& pattern, qint64 n) {
    QByteArray out;
    qsizetype from = 0;
    eachPlaceholder(pattern, [&](qsizetype at, qsizetype end) {
        const auto value = valueOf(pattern.mid(at + 2, end - at - 2), n);
        if (!value)
            return false;
        out += pattern.mid(from, at - from) + *value;
        from = end + 2;
        return true;
    });
    return from == 0 ? pattern : out + pattern.mid(from);
}

bool isTyped(PayloadKind kind) {
    return kind >= PayloadKind::Uuid;
}

bool isFilledIn(PayloadKind kind) {
    return kind != PayloadKind::Hex && kind != PayloadKind::Base64;
}

FilledPayload filledAs(PayloadKind kind, const QByteArray& pattern, qint64 n) {
    if (!isFilledIn(kind))
        return {{PayloadProblem::None, pattern}, pattern};
    const QByteArray one = filled(pattern, n);
    return {isTyped(kind) ? parsePayload(kind, QString::fromUtf8(one))
                          : ParsedPayload{PayloadProblem::None, one},
            one};
}

bool isTemplate(const QByteArray& pattern) {
    bool any = false;
    eachPlaceholder(pattern, [&](qsizetype at, qsizetype end) {
        any = any || valueOf(pattern.mid(at + 2, end - at - 2), 1).has_value();
        return any;
    });
    return any;
}

QByteArray strangePlaceholder(const QByteArray& pattern) {
    constexpr qsizetype longest = 40;
    QByteArray strange;
    eachPlaceholder(pattern, [&](qsizetype at, qsizetype end) {
        const QByteArray name = pattern.mid(at + 2, end - at - 2);
        if (valueOf(name, 1))
            return true;
        const bool isName = name.size() <= longest &&
                            std::ranges::none_of(name, [](char c) { return strchr("{}\"\r\n", c); });
        if (strange.isEmpty() && isName)
            strange = "{{" + name + "}}";
        return false;
    });
    return strange;
}

bool isRandom(const QByteArray& pattern) {
    bool any = false;
    eachPlaceholder(pattern, [&](qsizetype at, qsizetype end) {
        const QByteArray name = pattern.mid(at + 2, end - at - 2);
        any = any || (name != "n" && valueOf(name, 1).has_value());
        return name == "n";
    });
    return any;
}

double meanSize(const QByteArray& pattern, qint64 records) {
    if (records < 1 || !isTemplate(pattern))
        return double(pattern.size());
    // As many as are made in a moment, evenly between the first and the last.
    const qint64 some = std::clamp<qint64>((256 << 10) / (pattern.size() + 1), 2, 100);
    const qint64 step = std::max<qint64>(1, records / some);
    double sum = 0;
    qint64 looked = 0;
    for (qint64 n = 1; n <= records; n += step, ++looked)
        sum += double(filled(pattern, n).size());
    return sum / double(looked);
}

std::optional<QString> formattedJson(const QByteArray& bytes) {
    constexpr std::size_t most = 4 << 20;
    const auto size = static_cast<std::size_t>(bytes.size());
    if (size > most)
        return std::nullopt;
    const auto tree =
        decode::JsonReader().read(base::Buffer::copyOf(base::asBytes({bytes.constData(), size})), {});
    if (!tree)
        return std::nullopt;
    const auto printed = decode::prettyJson(*tree, tree->root(), 4 * most);
    return printed.cut ? std::nullopt : std::optional(text(printed.text));
}

} // namespace session
