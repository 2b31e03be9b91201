#include "models/copy_as.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/record_time.h"
#include "models/command_lines.h"
#include "session/convert.h"
#include "session/records/written_order.h"
#include "session/runs/export_preview.h"

namespace models {
namespace {

using session::RecordRow;

bool isText(const QByteArray& bytes) {
    return QString::fromUtf8(bytes).toUtf8() == bytes;
}

/// Between double quotes, as C, Java and Python read them.
QString quoted(QStringView text) {
    QString out = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            (out += QLatin1Char('\\')) += c;
        else if (c == QLatin1Char('\n'))
            out += QLatin1String("\\n");
        else if (c == QLatin1Char('\r'))
            out += QLatin1String("\\r");
        else if (c == QLatin1Char('\t'))
            out += QLatin1String("\\t");
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out + QLatin1Char('"');
}

QString quoted(const QByteArray& bytes) {
    return quoted(QStringView(QString::fromUtf8(bytes)));
}

/// A constant of a class file holds 65 535 bytes, at most three for each of these.
QString javaQuoted(const QString& text) {
    constexpr qsizetype most = 20'000;
    if (text.size() <= most)
        return quoted(text);
    QStringList pieces;
    for (qsizetype at = 0; at < text.size();) {
        auto end = std::min(at + most, text.size());
        if (end < text.size() && text[end].isLowSurrogate())
            --end;
        pieces += quoted(QStringView(text).sliced(at, end - at));
        at = end;
    }
    return QStringLiteral("String.join(\"\", %1)").arg(pieces.join(QLatin1String(", ")));
}

QString javaBytes(const std::optional<QByteArray>& bytes) {
    if (!bytes)
        return QStringLiteral("null");
    return isText(*bytes)
               ? javaQuoted(QString::fromUtf8(*bytes)) + QLatin1String(".getBytes(StandardCharsets.UTF_8)")
               : QStringLiteral("HexFormat.of().parseHex(%1)")
                     .arg(javaQuoted(QString::fromLatin1(bytes->toHex())));
}

/// For the record's constructors, between which a bare null does not choose.
QString javaArgument(const std::optional<QByteArray>& bytes) {
    return bytes ? javaBytes(bytes) : QStringLiteral("(byte[]) null");
}

QString pythonBytes(const std::optional<QByteArray>& bytes) {
    if (!bytes)
        return QStringLiteral("None");
    return isText(*bytes) ? quoted(*bytes) + QLatin1String(".encode()")
                          : QStringLiteral("bytes.fromhex(\"%1\")").arg(QLatin1String(bytes->toHex()));
}

/// What a program or a shell passes over.
QString remark(QLatin1String sign, const RecordRow& row, const QString& words) {
    return sign + QLatin1Char(' ') +
           QCoreApplication::translate("copyAs", "Partition %1, offset %2: %3")
               .arg(row.partition)
               .arg(row.offset)
               .arg(words) +
           QLatin1Char('\n');
}

QString java(const QString& topic, const RecordRow& row) {
    if (!std::ranges::all_of(row.headers, isText, &session::RecordHeader::name))
        return remark(QLatin1String("//"), row,
                      QCoreApplication::translate(
                          "copyAs", "Java's client sends no header whose name is not plain text."));
    QString out = QStringLiteral("ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(%1, %2, %3,\n"
                                 "    %4,\n    %5);\n")
                      .arg(quoted(topic.toUtf8()))
                      .arg(row.partition)
                      .arg(row.timestampMs >= 0 ? QString::number(row.timestampMs) + QLatin1Char('L')
                                                : QStringLiteral("null"))
                      .arg(javaArgument(row.key), javaArgument(row.value));
    for (const auto& header : row.headers)
        out += QStringLiteral("record.headers().add(%1, %2);\n")
                   .arg(quoted(header.name), javaBytes(header.value));
    if (row.timestampMs < base::noTimestamp)
        out.prepend(
            remark(QLatin1String("//"), row,
                   QCoreApplication::translate("copyAs", "Java's client takes no time before 1970: it "
                                                         "is that of sending.")));
    return out + QLatin1String("producer.send(record);\n");
}

QString python(const QString& topic, const RecordRow& row) {
    // It takes names as text and hands them on up to the first NUL.
    const auto isSent = [](const QByteArray& name) { return isText(name) && !name.contains('\0'); };
    if (!std::ranges::all_of(row.headers, isSent, &session::RecordHeader::name))
        return remark(QLatin1String("#"), row,
                      QCoreApplication::translate(
                          "copyAs", "confluent_kafka sends no header whose name is not plain text."));
    QStringList headers;
    for (const auto& header : row.headers)
        headers += QStringLiteral("(%1, %2)").arg(quoted(header.name), pythonBytes(header.value));
    QString out = QStringLiteral("producer.produce(%1, partition=%2,\n    key=%3,\n    value=%4")
                      .arg(quoted(topic.toUtf8()))
                      .arg(row.partition)
                      .arg(pythonBytes(row.key), pythonBytes(row.value));
    if (!headers.isEmpty())
        out += QStringLiteral(",\n    headers=[%1]").arg(headers.join(QLatin1String(", ")));
    if (row.timestampMs == 0) // which stands for now
        out.prepend(
            remark(QLatin1String("#"), row,
                   QCoreApplication::translate(
                       "copyAs", "confluent_kafka cannot set a record's time to 0: it is that of sending.")));
    else if (base::isSendable(row.timestampMs))
        out += QStringLiteral(",\n    timestamp=%1").arg(row.timestampMs);
    return out + QLatin1String(")\n");
}

QString kcat(const QString& bootstrap, const QString& topic, const RecordRow& row) {
    session::ProduceDraft draft;
    draft.topic = topic;
    draft.partition = row.partition;
    draft.key = row.key;
    draft.value = row.value;
    for (const auto& header : row.headers)
        draft.headers.push_back({session::text(session::bytes(header.name)), header.value});
    const KcatLine command = recordCommand(bootstrap, draft);
    if (command.refusal.isEmpty())
        return command.line + QLatin1Char('\n');
    return remark(QLatin1String("#"), row, command.refusal);
}

/// The bytes as text where they are; else as hex pairs.
QString value(const RecordRow& row) {
    if (!row.value)
        return QStringLiteral("null");
    return isText(*row.value) ? QString::fromUtf8(*row.value) : QString::fromLatin1(row.value->toHex(' '));
}

QString setUp(CopyAs form, const QString& bootstrap, const std::vector<RecordRow>& rows) {
    qint64 most = 0;
    for (const RecordRow& row : rows)
        most = std::max(most, largestRequest(row.size()));
    if (form == CopyAs::Java)
        return QStringLiteral("// bootstrap.servers=%1, %2ByteArraySerializer for key and value\n")
            .arg(bootstrap, most > 0 ? QStringLiteral("max.request.size=%1, ").arg(most) : QString());
    if (form == CopyAs::Kcat)
        return QCoreApplication::translate("copyAs",
                                           "# kcat cannot set a record's time: it is that of sending.") +
               QLatin1Char('\n');
    if (form == CopyAs::Python)
        return QStringLiteral("from confluent_kafka import Producer\nproducer = "
                              "Producer({\"bootstrap.servers\": %1%2})\n")
            .arg(quoted(bootstrap.toUtf8()),
                 most > 0 ? QStringLiteral(", \"message.max.bytes\": %1").arg(most) : QString());
    return {};
}

} // namespace

QString copyText(CopyAs form, const QString& bootstrap, const QString& topic,
                 const std::vector<RecordRow>& rows) {
    QString out = setUp(form, bootstrap, rows);
    // What is sent once more goes in the order in which it was written; a table begins with the newest.
    for (const RecordRow& row : form == CopyAs::Value ? rows : session::inWrittenOrder(rows)) {
        switch (form) {
        case CopyAs::Json:
            out += session::envelopeOf(topic, row) + QLatin1Char('\n');
            break;
        case CopyAs::Value:
            out += value(row);
            if (rows.size() > 1)
                out += QLatin1Char('\n');
            break;
        case CopyAs::Kcat:
            out += kcat(bootstrap, topic, row);
            break;
        case CopyAs::Java:
            // Each names its record the same.
            out += rows.size() > 1 ? QLatin1String("{\n") + java(topic, row) + QLatin1String("}\n")
                                   : java(topic, row);
            break;
        case CopyAs::Python:
            out += python(topic, row);
            break;
        }
    }
    if (form == CopyAs::Python)
        out += QLatin1String("producer.flush()\n");
    return out;
}

} // namespace models
