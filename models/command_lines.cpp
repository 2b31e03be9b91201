#include "models/command_lines.h"

#include <QCoreApplication>
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

struct Words {
    Q_DECLARE_TR_FUNCTIONS(commandLines)
};

std::optional<QString> asText(const QByteArray& bytes) {
    // A byte order mark at its beginning is as much the record's as what follows.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(u'\0'))
        return std::nullopt;
    return text;
}

constexpr auto kCounter = "{{n}}"_L1;

/// The record once for each number from 1 on: sed puts it in the number's place.
QString countedLines(QString text, int count) {
    for (const auto special : {u'\\', u'&', u'/'})
        text.replace(special, QString(u'\\') + special);
    text.replace(kCounter, "&"_L1);
    return u"seq %1 | sed "_s.arg(count) + shellQuoted("s/.*/"_L1 + text + u'/');
}

KcatLine refused(const QString& why) {
    return {.line = {}, .refusal = why};
}

/// What stands in braces: to be filled in, or a part of the record.
enum class Braces { Pattern, Text };

QString filledOnce(QString text, Braces braces) {
    return braces == Braces::Pattern ? text.replace(kCounter, "1"_L1) : text;
}

bool isRandom(const std::optional<QByteArray>& side) {
    return side && session::isRandom(*side);
}

/// One -H is for all records.
KcatLine headerOption(const session::HeaderDraft& header, Braces braces, bool counts) {
    if (!header.value)
        return refused(Words::tr("kcat cannot send a header that is null."));
    const auto value = asText(*header.value);
    if (!value || header.name.contains(QChar::ReplacementCharacter))
        return refused(Words::tr("kcat cannot send a header that is not text."));
    if (header.name.contains(u'='))
        return refused(Words::tr("kcat ends a header's name at its first '='."));
    const QString both = header.name + u'=' + *value;
    if (counts && both.contains(kCounter))
        return refused(Words::tr("kcat sends the same headers with all records: none can count."));
    if (braces == Braces::Pattern && isRandom(header.value))
        return refused(Words::tr("kcat fills in no random values."));
    return {.line = " -H "_L1 + shellQuoted(filledOnce(both, braces)), .refusal = {}};
}

/// What kcat reads, behind the command that writes it: " | kcat" and the options are the caller's.
struct KcatInput {
    QString writer, options, refusal;
};

/// Key and value with signs between them that neither holds: a tab and the end of a line where they may be.
KcatInput inputOf(const std::optional<QByteArray>& key, const std::optional<QByteArray>& value, Braces braces,
                  int repeat) {
    const auto cannot = [](const QString& why) {
        return KcatInput{.writer = {}, .options = {}, .refusal = why};
    };
    const auto keyText = asText(key.value_or("")), valueText = asText(value.value_or(""));
    if (!keyText || !valueText)
        return cannot(keyText ? Words::tr("kcat cannot send a value that is not text.")
                              : Words::tr("kcat cannot send a key that is not text."));
    if (key && keyText->isEmpty() && !value)
        return cannot(Words::tr("kcat sends an empty key as none beside a null value."));
    if (!key && value && valueText->isEmpty())
        return cannot(Words::tr("kcat sends nothing for an empty value without a key."));
    if (!key && !value)
        return cannot(Words::tr("kcat sends nothing for a record with neither key nor value."));
    const bool lines = keyText->contains(u'\n') || valueText->contains(u'\n');
    const bool tab = keyText->contains(u'\t');
    const QChar end = lines ? u'\x1e' : u'\n', between = tab ? u'\x1f' : u'\t';
    if (keyText->contains(between) || keyText->contains(end) || valueText->contains(end))
        return cannot(Words::tr("No sign is left to tell kcat where the key or the record ends."));
    if (lines && repeat > 1)
        return cannot(Words::tr("Records of several lines cannot be repeated in one command."));
    KcatInput out;
    if (lines)
        out.options += " -D '\\x1e'"_L1;
    if (key)
        out.options += tab ? " -K '\\x1f'"_L1 : " -K '\\t'"_L1;
    if (!value)
        out.options += " -Z"_L1; // sends an empty value as null
    const QString record = (key ? *keyText + between : QString()) + *valueText;
    // Inside single quotes nothing is special to the shell nor, as an argument of %s, to printf, so the
    // record travels as it is.
    out.writer = repeat > 1 ? countedLines(record, repeat)
                            : "printf '%s"_L1 + (lines ? "\\036' "_L1 : "\\n' "_L1) +
                                  shellQuoted(filledOnce(record, braces));
    return out;
}

qsizetype bytesOf(const session::ProduceDraft& draft) {
    const auto size = [](const auto& part) { return part ? part->size() : 0; };
    qsizetype out = size(draft.key) + size(draft.value);
    for (const auto& header : draft.headers)
        out += header.name.size() + size(header.value);
    return out;
}

KcatLine kcatLine(const QString& bootstrap, const session::ProduceDraft& draft, Braces braces) {
    if (draft.timestampMs)
        return refused(Words::tr("kcat cannot set a timestamp."));
    if (draft.perSecond > 0)
        return refused(Words::tr("kcat cannot send at a given rate."));
    if (braces == Braces::Pattern && (isRandom(draft.key) || isRandom(draft.value)))
        return refused(Words::tr("kcat fills in no random values."));
    QString kcat = "kcat -P -b "_L1 + shellQuoted(bootstrap) + " -t "_L1 + shellQuoted(draft.topic) +
                   " -X partitioner=murmur2_random"_L1;
    if (draft.partition)
        kcat += u" -p %1"_s.arg(*draft.partition);
    if (!draft.codec.isEmpty() && draft.codec != "none"_L1)
        kcat += " -z "_L1 + draft.codec;
    if (draft.acks != -1)
        kcat += u" -X acks=%1"_s.arg(draft.acks);
    for (const auto& header : draft.headers) {
        const auto option = headerOption(header, braces, draft.repeat > 1);
        if (!option.refusal.isEmpty())
            return option;
        kcat += option.line;
    }
    if (const auto most = largestRequest(bytesOf(draft)); most > 0)
        kcat += u" -X message.max.bytes=%1"_s.arg(most);
    const KcatInput input = inputOf(draft.key, draft.value, braces, draft.repeat);
    if (!input.refusal.isEmpty())
        return refused(input.refusal);
    return {.line = input.writer + " |"_L1 + kContinued + kcat + input.options, .refusal = {}};
}

} // namespace

QString shellQuoted(const QString& text) {
    // Neither brackets, which are patterns of file names, nor a line's end, which `$` would look past.
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:=,@%+\\-]+\\z"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

qint64 largestRequest(qint64 recordBytes) {
    // Clients allow a million bytes unasked, what frames a record and its batch included.
    constexpr qint64 unasked = 1'000'000, frame = 64 * 1024;
    return recordBytes + frame > unasked ? recordBytes + frame : 0;
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

QString deleteGroupsCommand(const QString& bootstrap, const base::GroupDeletion& deletion,
                            const QStringList& types) {
    if (deletion.groups.size() > kPasteableCuts)
        return {};
    QStringList lines;
    for (const auto tool : {"consumer"_L1, "share"_L1, "streams"_L1}) {
        QString line;
        for (std::size_t i = 0; i < deletion.groups.size(); ++i) {
            const QString type = types.value(qsizetype(i));
            const bool own = type == "share"_L1 || type == "streams"_L1;
            if (own ? type == tool : tool == "consumer"_L1)
                line += kContinued + "--group "_L1 + shellQuoted(QString::fromStdString(deletion.groups[i]));
        }
        if (!line.isEmpty())
            lines << "kafka-"_L1 + tool + "-groups.sh --bootstrap-server "_L1 + shellQuoted(bootstrap) +
                         " --delete"_L1 + line;
    }
    return lines.join(u'\n');
}

KcatLine produceCommand(const QString& bootstrap, const session::ProduceDraft& draft) {
    return kcatLine(bootstrap, draft, Braces::Pattern);
}

KcatLine recordCommand(const QString& bootstrap, const session::ProduceDraft& record) {
    return kcatLine(bootstrap, record, Braces::Text);
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
    line += kContinued;
    if (!query.committedOnly)
        line += "-X isolation.level=read_uncommitted "_L1;
    line += "-J -e -o "_L1 + from;
    if (draft.packing != session::ExportPacking::None)
        line += draft.packing == session::ExportPacking::Zstd ? " | zstd"_L1 : " | gzip"_L1;
    return line + " >"_L1 + kContinued + shellQuoted(draft.path);
}

} // namespace models
