#include "models/command_lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringDecoder>

#include "session/payloads.h"

using namespace Qt::StringLiterals;

namespace models {
namespace {

constexpr auto kContinued = " \\\n  "_L1;
constexpr std::size_t kPasteableCuts = 32, kPasteableTopics = 8;

/// kafka-configs reads commas as separators unless the value stands in brackets.
QString configAssignment(const QString& name, const QString& value) {
    return value.contains(u',') ? name + "=["_L1 + value + u']' : name + u'=' + value;
}

std::optional<QString> asOneLine(const QByteArray& bytes) {
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(u'\0') || text.contains(u'\n'))
        return std::nullopt;
    return text;
}

/// Inside single quotes nothing is special to the shell nor, as an argument of %s, to printf, so the record
/// travels as it is.
QString printedLine(const QString& text) {
    return "printf '%s\\n' "_L1 + shellQuoted(text);
}

constexpr auto kCounter = "{{n}}"_L1;

/// The record once for each number from 1 on: sed puts it in the number's place.
QString countedLines(QString text, int count) {
    for (const auto special : {u'\\', u'&', u'/'})
        text.replace(special, QString(u'\\') + special);
    text.replace(kCounter, "&"_L1);
    return u"seq %1 | sed "_s.arg(count) + shellQuoted("s/.*/"_L1 + text + u'/');
}

} // namespace

QString shellQuoted(const QString& text) {
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:=,@%+\\-\\[\\]]+$"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

QString createTopicCommand(const QString& bootstrap, const base::NewTopic& topic) {
    QString line = "kafka-topics.sh --bootstrap-server "_L1 + shellQuoted(bootstrap) + " --create"_L1 +
                   kContinued + "--topic "_L1 + shellQuoted(QString::fromStdString(topic.name));
    if (topic.partitions)
        line += u" --partitions %1"_s.arg(*topic.partitions);
    if (topic.replication)
        line += u" --replication-factor %1"_s.arg(*topic.replication);
    QStringList configs;
    for (const auto& [name, value] : topic.configs)
        configs += "--config "_L1 + shellQuoted(QString::fromStdString(name + '=' + value));
    if (!configs.isEmpty())
        line += kContinued + configs.join(u' ');
    return line;
}

QString addPartitionsCommand(const QString& bootstrap, const base::PartitionIncrease& increase) {
    return "kafka-topics.sh --bootstrap-server "_L1 + shellQuoted(bootstrap) + " --alter"_L1 + kContinued +
           "--topic "_L1 + shellQuoted(QString::fromStdString(increase.topic)) +
           u" --partitions %1"_s.arg(increase.total);
}

QString deleteTopicsCommand(const QString& bootstrap, const QStringList& topics) {
    // --topic is a regular expression when topics are deleted: a dot in a name must not match anything else.
    QStringList names = topics;
    for (auto& name : names)
        name.replace(u'.', "\\."_L1);
    return "kafka-topics.sh --bootstrap-server "_L1 + shellQuoted(bootstrap) + " --delete"_L1 + kContinued +
           "--topic "_L1 + shellQuoted(names.join(u'|'));
}

QString deleteRecordsCommand(const QString& bootstrap, const std::vector<base::RecordDeletion>& deletions) {
    if (deletions.empty() || deletions.size() > kPasteableCuts)
        return {};
    QJsonArray partitions;
    for (const auto& [of, before] : deletions)
        partitions += QJsonObject{{u"topic"_s, QString::fromStdString(of.topic)},
                                  {u"partition"_s, of.partition.value()},
                                  {u"offset"_s, before ? qint64(before->value()) : -1}};
    const QJsonObject file{{u"partitions"_s, partitions}, {u"version"_s, 1}};
    // The tool reads a file: here its standard input.
    return "echo "_L1 + shellQuoted(QString::fromUtf8(QJsonDocument(file).toJson(QJsonDocument::Compact))) +
           " |"_L1 + kContinued + "kafka-delete-records.sh --bootstrap-server "_L1 + shellQuoted(bootstrap) +
           kContinued + "--offset-json-file /dev/stdin"_L1;
}

QString editConfigCommand(const QString& bootstrap, const base::TopicConfigEdit& edit) {
    if (edit.topics.size() > kPasteableTopics)
        return {};
    QStringList added, removed;
    for (const auto& [name, value] : edit.edits) {
        if (value)
            added += configAssignment(QString::fromStdString(name), QString::fromStdString(*value));
        else
            removed += QString::fromStdString(name);
    }
    QStringList lines;
    for (const auto& topic : edit.topics) {
        QString line = "kafka-configs.sh --bootstrap-server "_L1 + shellQuoted(bootstrap) + " --alter"_L1 +
                       kContinued + "--entity-type topics --entity-name "_L1 +
                       shellQuoted(QString::fromStdString(topic));
        if (!added.isEmpty())
            line += kContinued + "--add-config "_L1 + shellQuoted(added.join(u','));
        if (!removed.isEmpty())
            line += kContinued + "--delete-config "_L1 + shellQuoted(removed.join(u','));
        lines += line;
    }
    return lines.join(u'\n');
}

QString deleteGroupsCommand(const QString& bootstrap, const base::GroupDeletion& deletion) {
    if (deletion.groups.size() > kPasteableCuts)
        return {};
    QString line =
        "kafka-consumer-groups.sh --bootstrap-server "_L1 + shellQuoted(bootstrap) + " --delete"_L1;
    for (const auto& group : deletion.groups)
        line += kContinued + "--group "_L1 + shellQuoted(QString::fromStdString(group));
    return line;
}

QString produceCommand(const QString& bootstrap, const session::ProduceDraft& draft) {
    const auto random = [](const std::optional<QByteArray>& side) {
        return side && session::isRandom(*side);
    };
    if (draft.timestampMs || draft.perSecond > 0 || random(draft.key) || random(draft.value))
        return {};
    const bool counts = draft.repeat > 1;
    QString kcat = "kcat -P -b "_L1 + shellQuoted(bootstrap) + " -t "_L1 + shellQuoted(draft.topic) +
                   " -X partitioner=murmur2_random"_L1;
    if (draft.partition)
        kcat += u" -p %1"_s.arg(*draft.partition);
    if (!draft.codec.isEmpty() && draft.codec != "none"_L1)
        kcat += " -z "_L1 + draft.codec;
    if (draft.acks != -1)
        kcat += u" -X acks=%1"_s.arg(draft.acks);
    for (const auto& header : draft.headers) {
        const auto value = asOneLine(header.value.value_or(QByteArray()));
        if (!value || !header.value || header.name.contains(u'='))
            return {};
        QString both = header.name + u'=' + *value;
        if (counts && both.contains(kCounter)) // one -H is for all records
            return {};
        kcat += " -H "_L1 + shellQuoted(both.replace(kCounter, "1"_L1));
    }
    if (draft.key && draft.key->isEmpty())
        return {};
    QString record;
    if (draft.key) {
        const auto key = asOneLine(*draft.key);
        if (!key || key->contains(u'\t'))
            return {};
        kcat += " -K '\\t'"_L1;
        record = *key + u'\t';
    }
    if (!draft.value) { // -Z sends an empty value as null
        kcat += " -Z"_L1;
    } else if (const auto value = asOneLine(*draft.value); value && !value->isEmpty()) {
        record += *value;
    } else {
        return {};
    }
    if (record.isEmpty())
        return {};
    const QString lines =
        counts ? countedLines(record, draft.repeat) : printedLine(record.replace(kCounter, "1"_L1));
    return lines + " |"_L1 + kContinued + kcat;
}

QString exportCommand(const QString& bootstrap, const session::ExportDraft& draft) {
    const auto& query = draft.query;
    const auto& fields = draft.fields;
    const bool whole = fields.topic && fields.partition && fields.offset && fields.time && fields.headers &&
                       fields.key && fields.value;
    const bool plain = !query.isSet() && query.partitions.size() <= 1 && query.parts.isEmpty();
    if (draft.format != session::ExportFormat::JsonLines || !draft.rows.empty() || !whole ||
        draft.keyInBase64 || draft.valueInBase64 || !plain)
        return {};
    QString from = "beginning"_L1;
    if (query.fromMs)
        from = u"s@%1"_s.arg(*query.fromMs);
    else if (query.seek == session::SeekKind::Offset)
        from = QString::number(query.value);
    if (query.untilMs)
        from += u" -o e@%1"_s.arg(*query.untilMs + 1);
    QString line = "kcat -C -b "_L1 + shellQuoted(bootstrap) + " -t "_L1 + shellQuoted(draft.topic);
    if (!query.partitions.isEmpty())
        line += u" -p %1"_s.arg(query.partitions.first());
    line += " -J -e -o "_L1 + from;
    if (draft.packing != session::ExportPacking::None)
        line += draft.packing == session::ExportPacking::Zstd ? " | zstd"_L1 : " | gzip"_L1;
    return line + " >"_L1 + kContinued + shellQuoted(draft.path);
}

} // namespace models
