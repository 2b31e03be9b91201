#pragma once

#include <optional>

#include <QByteArray>
#include <QString>

namespace session {

/// How what is typed becomes bytes. Numbers and UUIDs as Kafka's own serializers write them: big-endian.
enum class PayloadKind {
    Null,
    Empty,
    Text,
    Json,
    Hex,
    Base64,
    Uuid,
    Int8,
    Int16,
    Int32,
    Int64,
    Float,
    Double
};

enum class PayloadProblem { None, NotHex, NotBase64, NotUuid, NotANumber, OutOfRange };

struct ParsedPayload {
    PayloadProblem problem = PayloadProblem::None;
    QByteArray bytes; ///< never null, so that empty is told from null
};

/// The bytes of a text of this kind; Null and Empty have none. Pure.
ParsedPayload parsePayload(PayloadKind kind, const QString& text);

/// Fills in, for the record of this number: {{n}} its number, {{uuid}} a random UUID, {{now}} the time in
/// milliseconds, {{random 1 100}} a whole number between, both included, {{pick a|b|c}} one of these.
/// Everything else stays as it is.
QByteArray filled(const QByteArray& pattern, qint64 n);

/// Whether it is written as a number or a UUID, whose template is the text of one.
bool isTyped(PayloadKind kind);

/// Whether placeholders are filled in; of Hex and Base64 the bytes are sent as they are.
bool isFilledIn(PayloadKind kind);

struct FilledPayload : ParsedPayload {
    QByteArray text; ///< as it was filled in
};

/// The bytes of that record: a typed kind's of the text filled in, else what is filled in itself. Of a kind
/// that is not filled in the pattern is its bytes.
FilledPayload filledAs(PayloadKind kind, const QByteArray& pattern, qint64 n);

/// Whether two records of it can differ.
bool isTemplate(const QByteArray& pattern);
/// The first that is written as a placeholder and is none; empty: there is no such.
QByteArray strangePlaceholder(const QByteArray& pattern);
/// Whether more than its number makes them differ.
bool isRandom(const QByteArray& pattern);

/// Of one of so many records of it, in the mean; an estimate where they differ in length. Looks at a few.
double meanSize(const QByteArray& pattern, qint64 records);

/// The JSON indented, with numbers and names as they were written; none: it is not JSON, or larger than 4
/// MiB.
std::optional<QString> formattedJson(const QByteArray& bytes);

} // namespace session
