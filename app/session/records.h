#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>
#include <QVector>

namespace session {

struct RecordHeader {
    QByteArray name; ///< as on the wire: need not be UTF-8
    std::optional<QByteArray> value;
    bool operator==(const RecordHeader&) const = default;
};

/// What became of the transaction a record belongs to, as far as the reading looked; or that Kafka itself
/// wrote it.
enum class RecordMark {
    None, ///< of no transaction
    Committed,
    Aborted,
    Open,      ///< neither committed nor aborted yet
    Undecided, ///< its end was not found near enough
    CommitMarker,
    AbortMarker,
    OtherControl,
};

/// Why there is no record just before one.
enum class RecordBefore {
    Record,   ///< there is
    LogStart, ///< it is the first offset of all
    Deleted,  ///< the log begins here now
    CommitMarker,
    AbortMarker,
    OtherControl,
    Compacted,
};

/// One record on the Messages page. Giant keys and values are cut to a preview; the sizes are the true ones.
struct RecordRow {
    int partition = 0;
    qint64 offset = 0;
    RecordMark mark = RecordMark::None;
    qint64 timestampMs = -1;
    bool logAppendTime = false;
    std::optional<QByteArray> key, value;
    qint64 keySize = -1, valueSize = -1; ///< −1: null
    std::vector<RecordHeader> headers;
    int headerCount = 0;   ///< above headers.size() when there were too many to keep
    qint64 headerSize = 0; ///< names and values of all of them
    struct Batch {
        qint64 baseOffset = -1;
        int records = 0;
        QString codec;
        qint64 wireBytes = 0;
        qint64 unpackedBytes = 0; ///< what wireBytes would be without compression; 0: not known
        quint32 crc = 0;
        bool crcMatches = true;
        int leaderEpoch = -1;
        qint64 producerId = -1;
        int producerEpoch = -1;
        int sequence = -1; ///< of this record
        bool transactional = false;
    } batch;

    /// Bytes of key, value and headers.
    [[nodiscard]] qint64 size() const {
        return std::max<qint64>(0, keySize) + std::max<qint64>(0, valueSize) + headerSize;
    }
    /// Whether some headers, or the end of a header's value, are not kept.
    [[nodiscard]] bool headersCut() const {
        qint64 kept = 0;
        for (const auto& header : headers)
            kept += header.name.size() + (header.value ? header.value->size() : 0);
        return headerCount > static_cast<int>(headers.size()) || kept < headerSize;
    }
    /// Whether less of it is kept than it has.
    [[nodiscard]] bool isCut() const {
        return (key && key->size() < keySize) || (value && value->size() < valueSize) || headersCut();
    }
};

enum class SeekKind { Newest, Oldest, Offset, Time, LastN, Live };

/// Offsets of one partition from `from` up to, not including, `until`.
struct PartitionPart {
    int partition = 0;
    std::optional<qint64> from, until;
    bool operator==(const PartitionPart&) const = default;
};

/// As what and where a text is looked for.
struct TextWish {
    bool inKey = true, inValue = true, inHeaders = true;
    bool caseSensitive = false;
    bool isRegex = false; ///< the text is one, in RE2's syntax
    bool isHex = false;   ///< the text is the hex digits of bytes
    bool isNot = false;   ///< the text must be nowhere
    bool operator==(const TextWish&) const = default;
};

/// What lets a record through: all that is set must hold.
struct RecordWish : TextWish {
    QString filter;                ///< text to find
    std::optional<QByteArray> key; ///< byte for byte
    QByteArray headerName;         ///< of a header that must be there; empty: none must
    std::optional<QByteArray> headerValue;
    bool tombstonesOnly = false, keylessOnly = false; ///< no value, no key
    bool operator==(const RecordWish&) const = default;
    /// Whether it may keep a record away.
    [[nodiscard]] bool isSet() const {
        return !filter.isEmpty() || key || !headerName.isEmpty() || tombstonesOnly || keylessOnly;
    }
};

struct BrowseQuery : RecordWish {
    SeekKind seek = SeekKind::Newest;
    qint64 value = 0; ///< offset or N
    std::optional<qint64> fromMs,
        untilMs;                  ///< records of these times only, both included; Time wants the first
    bool toEnds = false;          ///< with untilMs: looks behind a partition's first later record too
    QVector<int> partitions;      ///< empty: all
    QVector<PartitionPart> parts; ///< of chosen partitions
    bool committedOnly = false;   ///< what a read_committed consumer gets
    bool controlRecords = false;  ///< the markers of transactions are rows too
    int limit = 500;              ///< rows to find; Live keeps this many at most and drops the oldest
};

enum class BrowseState { Idle, Running, Paused, Stopped };
enum class StopReason {
    None,
    EndReached,
    LimitReached,
    Cancelled,
    Failed,
    MemoryLimit,
    TopicDeleted,
    TopicReplaced
};

struct BrowseProgress {
    qint64 scanned = 0, matched = 0, bytes = 0, toScan = 0; ///< records; toScan 0: not known
    qint64 elapsedMs = 0;
    qint64 deleted = 0;         ///< offsets that were to be read and were deleted before, gaps included
    qint64 damaged = 0;         ///< batches that could not be read: their records are left out
    qint64 behindOpen = 0;      ///< read committed: offsets asked for that wait for transactions to end
    bool awaitsCluster = false; ///< Live: no broker answers; it goes on once one does
    qint64 waiting = 0;         ///< Live, paused: matches that wait
    qint64 inPart = 0;  ///< Live: large records caught before the filter changed, asked of what is kept only
    qint64 dropped = 0; ///< Live: rows dropped from the far end to keep the limit
};

/// What a partition held as a reading began: offsets from `start` up to, not including, `end`.
struct HeldRange {
    int partition = 0;
    qint64 start = 0, end = 0;
};

} // namespace session
