#include "protocol/records/record_scanner.h"

#include <algorithm>
#include <utility>

#include "base/byte_reader.h"
#include "protocol/records/codecs/codecs.h"
#include "protocol/records/record_fields.h"

namespace protocol {
namespace {

constexpr std::size_t longestLength = 5;

/// Reads the fields of a record that is larger than the window, as base::ByteReader reads those of one that
/// lies in it. Of keys and values only their lengths are told.
class RecordStream {
public:
    RecordStream(RecordWindow& window, std::size_t size) : m_window(window), m_size(size) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] std::size_t remaining() const { return m_size - m_at; }
    /// Whether the batch ends before the record does.
    [[nodiscard]] bool isCut() const { return remaining() > 0 && m_window.peek(1).empty(); }

    template <class T>
    T fixed() {
        return number<T>([](base::ByteReader& in) { return in.fixed<T>(); });
    }
    std::int32_t varint() {
        return number<std::int32_t>([](base::ByteReader& in) { return in.varint(); });
    }
    std::int64_t varlong() {
        return number<std::int64_t>([](base::ByteReader& in) { return in.varlong(); });
    }
    std::size_t take(std::size_t count) {
        if (!m_ok || count > remaining() || !m_window.skip(count))
            fail();
        else
            m_at += count;
        return count;
    }
    void skip(std::size_t count) { take(count); }
    void fail() { m_ok = false; }

private:
    template <class T, class F>
    T number(F&& read) {
        const auto bytes = m_window.peek(RecordScanner::smallestWindow);
        base::ByteReader in(bytes.first(m_ok ? std::min(bytes.size(), remaining()) : 0));
        const T value = read(in);
        if (!in.ok())
            fail();
        m_window.advance(in.position());
        m_at += in.position();
        return value;
    }

    RecordWindow& m_window;
    std::size_t m_size;
    std::size_t m_at = 0;
    bool m_ok = true;
};

/// What is wrong with the record, if anything.
template <class In>
const char* readRecord(In& in, const BatchView& batch, RecordOutline& record) {
    RecordFields<In> fields;
    if (!fields.read(in))
        return record_flaws::fields;
    if (!holdsOffset(batch, fields.offsetDelta))
        return record_flaws::offset;
    record.offset = batch.baseOffset() + fields.offsetDelta;
    record.timestamp = recordTimestamp(batch, fields.timestampDelta);
    record.hasKey = fields.key.has_value();
    return nullptr;
}

} // namespace

base::Result<RecordScanner> RecordScanner::open(const BatchView& batch, std::size_t limit,
                                                std::size_t window) {
    if (batch.compression() == Compression::None)
        return RecordScanner(batch, RecordWindow(batch.recordBytes()));
    auto unpacker = codecs::open(batch.compression(), batch.recordBytes(), limit);
    if (!unpacker)
        return base::fail(std::move(unpacker.error()));
    return RecordScanner(batch, RecordWindow(std::move(*unpacker), std::max(window, smallestWindow)));
}

RecordScanner::RecordScanner(const BatchView& batch, RecordWindow window)
    : m_batch(batch), m_window(std::move(window)), m_left(batch.recordCount()) {}

bool RecordScanner::next(RecordOutline& record) {
    if (!m_status)
        return false;
    if (m_left == 0) {
        if (!m_window.peek(1).empty() || !m_window.status())
            refuse(record_flaws::leftOver);
        return false;
    }
    if (const auto* flaw = readNext(record)) {
        refuse(flaw);
        return false;
    }
    --m_left;
    return true;
}

const char* RecordScanner::readNext(RecordOutline& record) {
    base::ByteReader start(m_window.peek(longestLength));
    const auto length = start.varint();
    if (!start.ok() || length < 0)
        return record_flaws::length;
    const auto size = static_cast<std::size_t>(length);
    m_window.advance(start.position());
    const auto bytes = m_window.peek(size);
    if (bytes.size() >= size) {
        base::ByteReader in(bytes.first(size));
        const auto* flaw = readRecord(in, m_batch, record);
        m_window.advance(size);
        return flaw;
    }
    if (m_window.atEnd())
        return record_flaws::length;
    RecordStream in(m_window, size);
    const auto* flaw = readRecord(in, m_batch, record);
    return flaw && in.isCut() ? record_flaws::length : flaw;
}

void RecordScanner::refuse(const char* flaw) {
    m_status = m_window.status();
    if (m_status)
        m_status = base::fail(unreadableRecord(m_batch, m_batch.recordCount() - m_left, flaw));
}

} // namespace protocol
