#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QVector>

#include "base/result.h"

namespace browse {
struct ScanResult;
}

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

/// Reads a topic's records for one page. Lives on the UI thread; the reading runs on a worker of its own.
/// Rows are in display order: newest first for Newest and LastN, Live; else oldest first.
class RecordBrowser : public QObject {
    Q_OBJECT
public:
    ~RecordBrowser() override;
    [[nodiscard]] BrowseState state() const;
    [[nodiscard]] StopReason stopReason() const;
    [[nodiscard]] const std::optional<base::Error>& error() const;
    [[nodiscard]] const BrowseProgress& progress() const;
    /// Timestamps do not rise within a partition: the order by time is only approximate.
    [[nodiscard]] bool orderIsApproximate() const;
    [[nodiscard]] const BrowseQuery& query() const;

    /// What is shown stays until this run has something to put in its place: a run that fails or is stopped
    /// before it found a record replaces nothing. Live begins with none.
    void run(const BrowseQuery& query);
    void more();  ///< goes on where a limit stopped it
    void pause(); ///< Live: the table stands still, reading goes on into a bounded store
    void resume();
    void stop();

    /// The rows are those of a run before the last one.
    [[nodiscard]] bool showsEarlier() const;
    [[nodiscard]] qint64 readAtMs() const; ///< when the rows were asked for; 0: never
    /// By partition, of those that the rows are from, once that run has ended; `more` brings news of what
    /// lies ahead of it. Empty: not known.
    [[nodiscard]] const std::vector<HeldRange>& held() const;
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] const RecordRow& row(int index) const;

    /// Reads one record again, whole up to 64 MiB; answered by `recordLoaded` or `recordFailed`.
    void loadWhole(int partition, qint64 offset);

signals:
    void rowsReset();
    void rowsAppended(int first, int last); ///< at the end of the list
    void rowsPrepended(int count);          ///< Live: at the top
    void rowsDropped(int first, int last);  ///< Live: from the end
    void stateChanged();
    void progressChanged();
    void recordLoaded(const session::RecordRow& record);
    void recordFailed(int partition, qint64 offset, const base::Error& error);

private:
    friend class ClusterSession;
    void start();
    void takeNews();
    void addRows(std::vector<RecordRow> rows);
    void finish(const browse::ScanResult& result, bool full);
    void letGoOfEarlier();

    struct Private;
    explicit RecordBrowser(std::unique_ptr<Private> state, QObject* parent);
    std::unique_ptr<Private> d;
};

/// Display text of a payload; none of them invents or drops bytes without saying so.
struct DecodedText {
    QString text;
    bool valid = true; ///< false: not UTF-8, or not JSON; text then is the nearest readable form
    bool cut = false;  ///< longer than the limit
};
DecodedText decodeText(const QByteArray& bytes, qsizetype limit);
/// Pretty JSON that keeps order, duplicate names and the text of numbers.
DecodedText decodeJson(const QByteArray& bytes, qsizetype limit);
DecodedText decodeHex(const QByteArray& bytes, qsizetype limit);

} // namespace session
