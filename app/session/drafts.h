#pragma once

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QVector>

#include "session/payloads.h"

namespace session {

struct HeaderDraft {
    QString name; ///< its placeholders are filled in
    std::optional<QByteArray> value;
    PayloadKind kind = PayloadKind::Text; ///< of the value, as ProduceDraft's: Hex is sent as it is
};

struct ProduceDraft {
    QString topic;
    std::optional<int> partition;         ///< none: by murmur2 of the key, as Kafka's own clients
    std::optional<QByteArray> key, value; ///< none is null; an empty array is empty
    /// Typed: key or value is the text of a template of it; Hex: bytes that are sent as they are; else bytes
    /// with placeholders. See filledAs.
    PayloadKind keyKind = PayloadKind::Text, valueKind = PayloadKind::Text;
    QVector<HeaderDraft> headers;      ///< in order, duplicates kept
    std::optional<qint64> timestampMs; ///< none: now
    QString codec;                     ///< "none", "gzip", "snappy", "lz4", "zstd"
    int repeat = 1;                    ///< records in all; what has placeholders is filled in, n from 1
    double perSecond = 0;              ///< 0: as fast as it goes
    int acks = -1;                     ///< −1 all in-sync replicas, 1 the leader, 0 nobody
};

/// Which of a draft's records are still to be sent: all, unless it says otherwise.
struct DraftRest {
    std::vector<std::int64_t> before;      ///< numbers below `next`, rising
    std::int64_t next = 1;                 ///< this and all that follow
    std::vector<std::int64_t> unsure = {}; ///< of `before`, those that may be stored all the same, rising
    std::int64_t sentBytes = 0;            ///< of those that arrived in the last part, before compression
    [[nodiscard]] std::size_t countOf(const ProduceDraft& draft) const;
};

/// Where records went: the offsets of the first and of the last of them in a partition; −1: nobody told, as
/// with acks=0.
struct ProducedPart {
    int partition = 0;
    qint64 first = -1, last = -1;
};

struct ProducedRecords {
    qint64 sent = 0;
    QVector<ProducedPart> parts; ///< of each partition that has some, rising
    qint64 timesNotKept = 0;     ///< a time was given, and the topic's broker took its own
};

/// Where the local broker keeps its records.
enum class BrokerStorage { Memory, Kept };

struct LocalBrokerOptions {
    BrokerStorage storage = BrokerStorage::Kept;
    QString dataFolder; ///< empty: the platform's own place
    int port = 0;       ///< wanted; 0: the first free one from 9092 on
    int partitions = 1;
    bool autoCreate = true;
    std::map<QString, QString> config;

    bool operator==(const LocalBrokerOptions&) const = default;
};

/// One of the settings that a local broker can be started with.
struct BrokerSetting {
    QString name;
    QString initial;  ///< its default; empty: none, or the empty text
    bool acts = true; ///< false: it is accepted, and nothing follows it yet
    /// Why it cannot have this value, in a sentence; empty: it can. None: whoever takes it will say.
    std::function<QString(const QString& value)> problem = {};
};

} // namespace session
