#include "transfer/record_output.h"

#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <simdjson.h>
#include <zstd.h>

#include "protocol/records/compression.h"
#include "transfer/csv.h"

namespace transfer {
namespace {

/// One frame, with a checksum as the zstd tool makes it: a file that is damaged later is found out. Kafka's
/// batches, which have one of their own, go without.
base::Result<std::string> packedZstd(std::string_view plain) {
    const std::unique_ptr<ZSTD_CCtx, decltype(&::ZSTD_freeCCtx)> context(::ZSTD_createCCtx(),
                                                                         &::ZSTD_freeCCtx);
    std::string out(::ZSTD_compressBound(plain.size()), '\0');
    std::size_t size = 0;
    if (context) {
        ::ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
        size = ::ZSTD_compress2(context.get(), out.data(), out.size(), plain.data(), plain.size());
    }
    if (!context || ::ZSTD_isError(size))
        return base::fail({.name = "ZSTD",
                           .cause = fmt::format("zstd could not pack {} bytes: {}.", plain.size(),
                                                context ? ::ZSTD_getErrorName(size) : "no memory")});
    out.resize(size);
    return out;
}

/// Written at once; what a failure loses of lines that could still have been taken.
constexpr std::size_t piece = 1u << 20;
/// Above it the kind of a value is told from its bytes being text alone.
constexpr std::size_t mostParsed = 1u << 20;

/// An object or an array, and nothing else.
bool isJson(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (text[first] != '{' && text[first] != '['))
        return false;
    simdjson::dom::parser parser;
    return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

void count(browse::TransactionState state, Written& into) {
    into.uncommitted +=
        state == browse::TransactionState::Aborted || state == browse::TransactionState::Open ? 1 : 0;
    into.undecided += state == browse::TransactionState::Undecided ? 1 : 0;
}

/// The offsets after the last record of each partition.
class Positions {
public:
    void pass(const browse::Record& record) {
        auto& next = m_next[record.partition];
        next = std::max(next, record.offset + 1);
    }
    [[nodiscard]] std::vector<browse::Position> list() const {
        std::vector<browse::Position> out;
        for (const auto& [partition, next] : m_next)
            out.push_back({partition, next});
        return out;
    }

private:
    std::map<base::PartitionId, base::Offset> m_next;
};

class LinesOutput final : public RecordOutput {
public:
    explicit LinesOutput(const Target& target) : m_target(target) {}

    base::Status open() {
        if (auto opened = m_file.open(m_target.path, m_target.existing, m_target.behind); !opened)
            return opened;
        m_before = m_file.size();
        if (m_target.format == Format::Csv && m_before == 0)
            appendCsvHead(m_target.fields, m_waiting);
        return {};
    }

    base::Status add(const browse::Record& record, browse::TransactionState state) override {
        m_ahead.base64 += (m_target.format == Format::Csv ? appendCsv : appendEnvelope)(
            m_target.topic, record, m_target.fields, m_target.base64, m_waiting);
        ++m_ahead.records;
        count(state, m_ahead);
        m_positions.pass(record);
        return m_waiting.size() >= piece ? flush() : base::Status();
    }

    base::Status finish() override {
        if (auto flushed = flush(); !flushed)
            return flushed;
        return m_file.sync();
    }

    [[nodiscard]] const Written& written() const override { return m_written; }
    [[nodiscard]] FileEnd end() const override { return m_file.end(); }

private:
    base::Status flush() {
        if (auto wrote = writePiece(); !wrote)
            return wrote;
        m_waiting.clear();
        m_ahead.bytes = m_file.size() - m_before;
        m_ahead.next = m_positions.list();
        m_written = m_ahead;
        return {};
    }

    base::Status writePiece() {
        if (m_target.packing == Packing::None || m_waiting.empty())
            return m_file.write(m_waiting);
        if (m_target.packing == Packing::Zstd) {
            const auto packed = packedZstd(m_waiting);
            return packed ? m_file.write(*packed) : base::fail(packed.error());
        }
        const auto packed = protocol::compress(protocol::Compression::Gzip, base::asBytes(m_waiting));
        if (!packed)
            return base::fail(packed.error());
        return m_file.write(base::asText(base::ByteView(*packed)));
    }

    const Target m_target;
    OutputFile m_file;
    std::int64_t m_before = 0;
    std::string m_waiting;
    Positions m_positions;
    Written m_ahead; ///< with what waits
    Written m_written;
};

class RawOutput final : public RecordOutput {
public:
    explicit RawOutput(const Target& target) : m_target(target), m_end(target.behind.value_or(FileEnd())) {}

    base::Status open() {
        std::error_code error;
        if (m_target.behind)
            return isStillThere();
        std::filesystem::create_directories(m_target.path, error);
        if (error)
            return base::fail({.name = error.message(),
                               .cause = fmt::format("The folder {} cannot be made: {}.",
                                                    m_target.path.string(), error.message()),
                               .remedy = "Choose another folder."});
        return {};
    }

    base::Status add(const browse::Record& record, browse::TransactionState state) override {
        if (record.value) {
            OutputFile file;
            const auto path = m_target.path / rawFileName(record);
            if (auto opened = file.open(path, m_target.existing); !opened)
                return opened;
            if (auto wrote = file.write(base::asText(record.value->view())); !wrote) {
                std::error_code ignored;
                std::filesystem::remove(path, ignored);
                return wrote;
            }
            m_end = file.end();
            m_end.name = path.filename().string();
            m_written.bytes += file.size();
            ++m_written.records;
            count(state, m_written);
        } else {
            ++m_written.noValue;
        }
        m_positions.pass(record);
        return {};
    }

    base::Status finish() override { return {}; }

    [[nodiscard]] const Written& written() const override {
        m_written.next = m_positions.list();
        return m_written;
    }
    [[nodiscard]] FileEnd end() const override { return m_end; }

private:
    /// Whether the folder is the one that an earlier part wrote into, as its last file tells.
    [[nodiscard]] base::Status isStillThere() const {
        std::error_code error;
        if (!std::filesystem::is_directory(m_target.path, error))
            return base::fail(notThere(m_target.path));
        OutputFile last;
        return m_end.name.empty() ? base::Status()
                                  : last.open(m_target.path / m_end.name, Existing::Refuse, m_end);
    }

    const Target m_target;
    FileEnd m_end; ///< of the last file, by this part or before
    Positions m_positions;
    mutable Written m_written; ///< its positions are listed when asked for
};

template <class T>
base::Result<std::unique_ptr<RecordOutput>> opened(const Target& target) {
    auto output = std::make_unique<T>(target);
    if (auto done = output->open(); !done)
        return base::fail(done.error());
    return output;
}

} // namespace

base::Result<std::unique_ptr<RecordOutput>> openOutput(const Target& target) {
    return target.format == Format::RawFiles ? opened<RawOutput>(target) : opened<LinesOutput>(target);
}

std::string rawFileName(const browse::Record& record) {
    const char* ending = "bin";
    if (const auto text = record.value ? base::asText(record.value->view()) : "";
        record.value && isPlainText(text))
        ending = text.size() <= mostParsed && isJson(text) ? "json" : "txt";
    return fmt::format("{}-{:020}.{}", record.partition.value(), record.offset.value(), ending);
}

} // namespace transfer
