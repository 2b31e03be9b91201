#include "models/command_lines.h"

#include <algorithm>
#include <optional>
#include <utility>

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

/// kafka-topics reads --topic as a regular expression, except where it creates one: a dot in a name must not
/// match anything else.
QString topicPattern(QString name) {
    return name.replace(u'.', "\\."_L1);
}

KcatLine refused(const QString& why) {
    return {.line = {}, .refusal = why};
}

/// What stands in braces: to be filled in, or a part of the record.
enum class Braces { Pattern, Text };

QByteArray filledOnce(QByteArray bytes, Braces braces) {
    return braces == Braces::Pattern ? bytes.replace(kCounter.latin1(), "1") : bytes;
}

/// Of a key or a value of that kind, in a draft whose braces are these.
Braces bracesOf(session::PayloadKind kind, Braces draft) {
    return session::isFilledIn(kind) ? draft : Braces::Text;
}

bool isRandom(const std::optional<QByteArray>& side, session::PayloadKind kind = session::PayloadKind::Text) {
    return side && session::isFilledIn(kind) && session::isRandom(*side);
}

/// Whether it is sent as it is, with what the command would take for the record's number.
bool holdsCounter(const std::optional<QByteArray>& side, session::PayloadKind kind) {
    return side && !session::isFilledIn(kind) && side->contains(kCounter.latin1());
}

/// For printf, between the shell's quotes: as octal digits what is no printable ASCII or special to either.
QString printfFormat(const QByteArray& bytes) {
    QString out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '%')
            out += "%%"_L1;
        else if (byte >= 0x20 && byte < 0x7f && c != '\\' && c != '\'' && c != '!')
            out += QLatin1Char(c);
        else
            out += u"\\%1"_s.arg(uint(byte), 3, 8, QChar(u'0'));
    }
    return u'\'' + out + u'\'';
}

/// One -H is for all records; without a '=' its value is null.
KcatLine headerOption(const session::HeaderDraft& header, Braces braces, bool counts) {
    if (header.name.isEmpty())
        return refused(Words::tr("kcat sends no header without a name."));
    if (header.name.contains(QChar::ReplacementCharacter))
        return refused(Words::tr("A header's name that is not text cannot stand in a command for kcat."));
    if (header.name.contains(u'='))
        return refused(Words::tr("kcat ends a header's name at its first '='."));
    const QByteArray name = header.name.toUtf8();
    const Braces ofValue = bracesOf(header.kind, braces);
    const bool counting =
        ofValue == Braces::Pattern && header.value && header.value->contains(kCounter.latin1());
    if (counts && (name.contains(kCounter.latin1()) || counting))
        return refused(Words::tr("kcat sends the same headers with all records: none can count."));
    if (ofValue == Braces::Pattern && isRandom(header.value))
        return refused(Words::tr("kcat fills in no random values."));
    QByteArray both = filledOnce(name, braces);
    if (header.value)
        both += '=' + filledOnce(*header.value, ofValue);
    if (const auto text = asText(both))
        return {.line = " -H "_L1 + shellQuoted(*text), .refusal = {}};
    // It is an argument, which ends at a zero; of what a command prints, the shell drops the last lines'
    // ends.
    if (both.contains('\0') || both.endsWith('\n'))
        return refused(Words::tr("kcat takes headers from its arguments, which cannot hold these bytes."));
    return {.line = " -H \"$(printf "_L1 + printfFormat(both) + ")\""_L1, .refusal = {}};
}

/// What kcat reads, behind the command that writes it: " | kcat" and the options are the caller's.
struct KcatInput {
    QString writer, options, refusal;
};

/// The first of those liked, then of all, that is not among these.
std::optional<char> signBeside(QByteArray liked, const QByteArray& taken) {
    for (int c = 1; c < 256; ++c)
        liked += char(c);
    const auto free = std::ranges::find_if(liked, [&](char c) { return !taken.contains(c); });
    return free == liked.end() ? std::nullopt : std::optional(*free);
}

QString delimiter(const char* option, char sign) {
    return sign == '\t' ? u" %1 '\\t'"_s.arg(QLatin1String(option))
                        : u" %1 '\\x%2'"_s.arg(QLatin1String(option))
                              .arg(uint(static_cast<unsigned char>(sign)), 2, 16, QChar(u'0'));
}

/// Key and value with signs between them that neither holds: a tab and the end of a line where they may be.
KcatInput inputOf(const session::ProduceDraft& draft, Braces braces) {
    const auto& key = draft.key;
    const auto& value = draft.value;
    const int repeat = draft.repeat;
    const auto cannot = [](const QString& why) {
        return KcatInput{.writer = {}, .options = {}, .refusal = why};
    };
    const Braces once = repeat > 1 ? Braces::Text : braces; // in several records it stays, for sed to count
    const auto keyBytes = filledOnce(key.value_or(""), bracesOf(draft.keyKind, once));
    const auto valueBytes = filledOnce(value.value_or(""), bracesOf(draft.valueKind, once));
    if (key && keyBytes.isEmpty() && !value)
        return cannot(Words::tr("kcat sends an empty key as none beside a null value."));
    if (!key && value && valueBytes.isEmpty())
        return cannot(Words::tr("kcat sends nothing for an empty value without a key."));
    const auto end = signBeside("\n\x1e", keyBytes + valueBytes);
    const auto between = end ? signBeside("\t\x1f", keyBytes + *end) : end;
    if (!between)
        return cannot(Words::tr("No single byte is left to tell kcat where the key or the record ends."));
    // Beside -Z an empty key is none, and a line without anything in it is no record.
    const bool keyed = key || !value;
    const QByteArray record = keyed ? keyBytes + *between + valueBytes : valueBytes;
    const auto text = asText(record);
    if (*end != '\n' && repeat > 1)
        return cannot(Words::tr("Records of several lines cannot be repeated in one command."));
    if (!text && repeat > 1)
        return cannot(Words::tr("Records that are not text cannot be repeated in one command."));
    if (repeat > 1 && (holdsCounter(key, draft.keyKind) || holdsCounter(value, draft.valueKind)))
        return cannot(Words::tr("The command would count in bytes that are sent as they are."));
    KcatInput out;
    if (*end != '\n')
        out.options += delimiter("-D", *end);
    if (keyed)
        out.options += delimiter("-K", *between);
    if (!value)
        out.options += " -Z"_L1; // sends an empty value as null
    // Inside single quotes nothing is special to the shell nor, as an argument of %s, to printf, so text
    // travels as it is.
    if (repeat > 1)
        out.writer = countedLines(*text, repeat);
    else if (text && (*end == '\n' || *end == '\x1e'))
        out.writer = "printf '%s"_L1 + (*end == '\n' ? "\\n' "_L1 : "\\036' "_L1) + shellQuoted(*text);
    else
        out.writer = "printf "_L1 + printfFormat(record + *end);
    return out;
}

qsizetype bytesOf(const session::ProduceDraft& draft) {
    const auto size = [](const auto& part) { return part ? part->size() : 0; };
    qsizetype out = size(draft.key) + size(draft.value);
    for (const auto& header : draft.headers)
        out += header.name.size() + size(header.value);
    return out;
}

/// kcat's arguments for a file, all of which it sends as one value: no byte in it ends anything. Empty: that
/// would not be the record.
QString fileArguments(const session::ProduceDraft& draft, const QString& file) {
    if (file.isEmpty() || draft.repeat > 1 || !draft.value || draft.value->isEmpty() ||
        (session::isFilledIn(draft.valueKind) && session::isTemplate(*draft.value)))
        return {};
    if (!draft.key)
        return shellQuoted(file);
    const auto key = asText(filledOnce(*draft.key, bracesOf(draft.keyKind, Braces::Pattern)));
    return key ? "-k "_L1 + shellQuoted(*key) + u' ' + shellQuoted(file) : QString();
}

KcatLine kcatLine(const QString& bootstrap, const session::ProduceDraft& draft, Braces braces,
                  const QString& valueFile = {}) {
    if (draft.timestampMs)
        return refused(Words::tr("kcat cannot set a timestamp."));
    if (draft.perSecond > 0)
        return refused(Words::tr("kcat cannot send at a given rate."));
    if (braces == Braces::Pattern &&
        (isRandom(draft.key, draft.keyKind) || isRandom(draft.value, draft.valueKind)))
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
    if (const QString file = fileArguments(draft, valueFile); !file.isEmpty())
        return {.line = kcat + kContinued + file, .refusal = {}};
    const KcatInput input = inputOf(draft, braces);
    if (!input.refusal.isEmpty())
        return refused(input.refusal);
    return {.line = input.writer + " |"_L1 + kContinued + kcat + input.options, .refusal = {}};
}

/// Of a template of numbers or UUIDs: only the first record is known beforehand.
KcatLine typedLine(const QString& bootstrap, const session::ProduceDraft& draft) {
    if (isRandom(draft.key, draft.keyKind) || isRandom(draft.value, draft.valueKind))
        return refused(Words::tr("kcat fills in no random values."));
    if (draft.repeat > 1)
        return refused(Words::tr("Records that are not text cannot be repeated in one command."));
    auto first = draft;
    for (auto [side, kind] : {std::pair(&first.key, &first.keyKind), {&first.value, &first.valueKind}})
        if (*side)
            *side = session::filledAs(std::exchange(*kind, session::PayloadKind::Hex), **side, 1).bytes;
    return kcatLine(bootstrap, first, Braces::Pattern);
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
           "--topic "_L1 + shellQuoted(topicPattern(QString::fromStdString(increase.topic))) +
           u" --partitions %1"_s.arg(increase.total);
}

QString deleteTopicsCommand(const QString& bootstrap, const QStringList& topics) {
    QStringList names;
    for (const auto& name : topics)
        names << topicPattern(name);
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

KcatLine produceCommand(const QString& bootstrap, const session::ProduceDraft& draft,
                        const QString& valueFile) {
    if (session::isTyped(draft.keyKind) || session::isTyped(draft.valueKind))
        return typedLine(bootstrap, draft);
    return kcatLine(bootstrap, draft, Braces::Pattern, valueFile);
}

KcatLine recordCommand(const QString& bootstrap, const session::ProduceDraft& record) {
    return kcatLine(bootstrap, record, Braces::Text);
}

QString exportCommand(const QString& bootstrap, const session::ExportDraft& draft) {
    const auto& query = draft.query;
    const auto& fields = draft.fields;
    const bool whole = fields.topic && fields.partition && fields.offset && fields.time && fields.headers &&
                       fields.key && fields.value;
    const bool plain = !query.isSet() && query.partitions.size() <= 1 && query.parts.isEmpty() &&
                       !(query.untilMs && query.toEnds) &&
                       !(query.fromMs && query.seek == session::SeekKind::Offset); // kcat begins at one
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
    line += " >"_L1 + kContinued + shellQuoted(draft.path);
    if (!query.fromMs && !query.untilMs)
        return line;
    return u"# "_s +
           Words::tr(
               "Where times do not rise, kcat also writes the records of other times that stand between.") +
           u'\n' + line;
}

} // namespace models
