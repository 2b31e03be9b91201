#include "models/payload_words.h"

#include <array>
#include <utility>

#include <QCoreApplication>
#include <QStringList>

#include "models/formats.h"

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(payloads)
};

constexpr std::array<std::pair<const char*, const char*>, 27> names{{
    {"kafka-offsets", QT_TRANSLATE_NOOP("payloads", "Kafka's offsets and groups")},
    {"kafka-transactions", QT_TRANSLATE_NOOP("payloads", "Kafka's transactions")},
    {"gzip", QT_TRANSLATE_NOOP("payloads", "gzip")},
    {"connect", QT_TRANSLATE_NOOP("payloads", "Connect JSON")},
    {"json", QT_TRANSLATE_NOOP("payloads", "JSON")},
    {"prefixed-json", QT_TRANSLATE_NOOP("payloads", "JSON after a prefix")},
    {"xml", QT_TRANSLATE_NOOP("payloads", "XML")},
    {"base64", QT_TRANSLATE_NOOP("payloads", "Base64")},
    {"text", QT_TRANSLATE_NOOP("payloads", "Text")},
    {"uuid", QT_TRANSLATE_NOOP("payloads", "UUID")},
    {"time-window", QT_TRANSLATE_NOOP("payloads", "Streams time window")},
    {"session-window", QT_TRANSLATE_NOOP("payloads", "Streams session window")},
    {"window-store", QT_TRANSLATE_NOOP("payloads", "Streams window store")},
    {"messagepack", QT_TRANSLATE_NOOP("payloads", "MessagePack")},
    {"cbor", QT_TRANSLATE_NOOP("payloads", "CBOR")},
    {"int64", QT_TRANSLATE_NOOP("payloads", "Integer, 64 bits")},
    {"int32", QT_TRANSLATE_NOOP("payloads", "Integer, 32 bits")},
    {"int16", QT_TRANSLATE_NOOP("payloads", "Integer, 16 bits")},
    {"int8", QT_TRANSLATE_NOOP("payloads", "Integer, 8 bits")},
    {"float64", QT_TRANSLATE_NOOP("payloads", "Float, 64 bits")},
    {"float32", QT_TRANSLATE_NOOP("payloads", "Float, 32 bits")},
    {"int64-le", QT_TRANSLATE_NOOP("payloads", "Integer, 64 bits, little-endian")},
    {"int32-le", QT_TRANSLATE_NOOP("payloads", "Integer, 32 bits, little-endian")},
    {"int16-le", QT_TRANSLATE_NOOP("payloads", "Integer, 16 bits, little-endian")},
    {"float64-le", QT_TRANSLATE_NOOP("payloads", "Float, 64 bits, little-endian")},
    {"float32-le", QT_TRANSLATE_NOOP("payloads", "Float, 32 bits, little-endian")},
    {"hex", QT_TRANSLATE_NOOP("payloads", "Bytes")},
}};

bool isMark(const QByteArray& skipped) {
    return skipped == QByteArrayView("\xef\xbb\xbf");
}

QString layerWords(const session::PayloadLayer& layer) {
    QString words =
        kindName(layer.kind == QLatin1String("prefixed-json") ? QStringLiteral("json") : layer.kind);
    if (!layer.schema.isEmpty())
        words = QStringLiteral("%1 · %2").arg(words, layer.schema);
    if (layer.skipped.isEmpty())
        return words;
    return isMark(layer.skipped) ? Words::tr("%1 after a byte order mark").arg(words)
                                 : Words::tr("%1 after %2 leading bytes %3")
                                       .arg(words, formatCount(qint64(layer.skipped.size())),
                                            QString::fromLatin1(layer.skipped.toHex(' ')));
}

} // namespace

QString kindName(const QString& kind) {
    for (const auto& one : names)
        if (kind == QLatin1String(one.first))
            return Words::tr(one.second);
    return kind;
}

QString kindLabel(const QString& kind) {
    if (!kind.startsWith(QLatin1String("int")) && !kind.startsWith(QLatin1String("float")))
        return kindName(kind);
    return kind.endsWith(QLatin1String("-le")) ? Words::tr("%1 LE", "little-endian").arg(kind.chopped(3))
                                               : kind;
}

QString readAs(const session::Payload& payload) {
    QStringList layers;
    for (const auto& layer : payload.layers)
        layers += layerWords(layer);
    return layers.join(Words::tr(", in it "));
}

QString whyPassedOver(const session::PassedOver& one, int samples) {
    const QString words =
        one.accepted > 0
            ? Words::tr("%1 of %n record(s) that were looked at would be read so. Of another: %2", nullptr,
                        samples)
            : Words::tr("%1 of %n record(s) that were looked at would be read so. Of one: %2", nullptr,
                        samples);
    return counted(words, samples).arg(formatCount(qint64(one.accepted)), one.why);
}

QString whyGuessed(const session::KindGuess& guess) {
    QStringList lines;
    if (guess.samples == 0)
        lines += Words::tr("No record has told yet what they hold.");
    else if (guess.kind.isEmpty())
        lines +=
            counted(Words::tr("%n record(s) were looked at; each is read as what it looks like by itself.",
                              nullptr, guess.samples),
                    guess.samples);
    else
        lines += counted(Words::tr("%1 of %n record(s) that were looked at are read as %2.", nullptr,
                                   guess.samples),
                         guess.samples)
                     .arg(formatCount(qint64(guess.accepted)), kindName(guess.kind));
    if (!guess.passedOver.empty())
        lines += Words::tr("Tried before, with what one of the records looked at says against it:");
    for (const auto& one : guess.passedOver)
        lines += QStringLiteral("%1: %2").arg(kindName(one.kind), one.why);
    return lines.join(QLatin1Char('\n'));
}

QString matchCount(qint64 count, qint64 most) {
    return formatCount(count) + (count < most ? QString() : QStringLiteral("+"));
}

QString shortWords(const session::ShortText& text) {
    switch (text.kind) {
    case session::ShortText::Kind::Null:
        return Words::tr("null");
    case session::ShortText::Kind::Empty:
        return Words::tr("empty");
    case session::ShortText::Kind::Text:
    case session::ShortText::Kind::Number:
    case session::ShortText::Kind::Uuid:
    case session::ShortText::Kind::Hex:
        break;
    }
    QString line = text.text; // a cell has one
    for (QChar& c : line)
        if (c.category() == QChar::Other_Control)
            c = u' ';
    return text.cut ? line + QChar(0x2026) : line;
}

} // namespace models
