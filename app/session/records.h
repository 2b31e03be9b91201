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
};

/// One record on the Messages page. Giant keys and values are cut to a preview; the sizes are the true ones.
struct RecordRow {
    int partition = 0;
    qint64 offset = 0;
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
};

enum class SeekKind { Newest, Oldest, Offset, Time, LastN, Live };

struct BrowseQuery {
    SeekKind seek = SeekKind::Newest;
    qint64 value = 0;        ///< offset, time in ms since the epoch, or N
    QVector<int> partitions; ///< empty: all
    QString filter;          ///< text to find
    bool inKey = true, inValue = true, inHeaders = true;
    bool caseSensitive = false;
    int limit = 500; ///< rows to find; Live keeps this many at most and drops the oldest
};

enum class BrowseState { Idle, Running, Paused, Stopped };
enum class StopReason { None, EndReached, LimitReached, Cancelled, Failed, MemoryLimit, TopicDeleted };

struct BrowseProgress {
    qint64 scanned = 0, matched = 0, bytes = 0, toScan = 0; ///< records; toScan 0: not known
    qint64 elapsedMs = 0;
    qint64 waiting = 0; ///< Live, paused: matches that wait
    qint64 dropped = 0; ///< Live: rows dropped from the far end to keep the limit
};

/// What a partition held as a reading began: offsets from `start` up to, not including, `end`.
struct HeldRange {
    int partition = 0;
    qint64 start = 0, end = 0;
};

} // namespace session
