#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "browse/query.h"
#include "browse/record.h"
#include "transfer/envelope.h"
#include "transfer/output_file.h"

namespace transfer {

enum class Format {
    JsonLines, ///< a record a line in kcat's envelope; comes back with importFile
    Csv,       ///< for spreadsheets
    RawFiles,  ///< the bytes of each value in a file of its own
};

enum class Packing { None, Gzip, Zstd };

/// Where records go and how.
struct Target {
    std::string topic;       ///< that they came from
    base::Uuid topicId = {}; ///< of it, where single records are read again; zero: not known
    Format format = Format::JsonLines;
    std::filesystem::path path; ///< of the file; of the folder for raw files, which is made if need be
    Existing existing = Existing::Refuse;
    /// Where an earlier part of the export ended, for the rest to go behind it, where that is there still.
    /// None: it begins.
    std::optional<FileEnd> behind = {};
    Fields fields;
    AsBase64 base64;
    /// Of the file of lines: pieces that are whole each, as `gzip -d` and `zstd -d` read them one after
    /// another.
    Packing packing = Packing::None;
};

/// What has reached the file, and nothing that has not.
struct Written {
    std::int64_t records = 0;
    std::int64_t bytes = 0;             ///< by this export
    std::int64_t base64 = 0;            ///< keys, values and header parts that are not text
    std::int64_t noValue = 0;           ///< raw files: null values, which have no file
    std::int64_t uncommitted = 0;       ///< of transactions that were aborted or are open
    std::int64_t undecided = 0;         ///< of transactions whose end was not found
    std::vector<browse::Position> next; ///< by partition, the offset after the last record
};

/// Takes records one after another. For one thread.
class RecordOutput {
public:
    virtual ~RecordOutput() = default;
    /// `state`: what is known of its transaction; of a record that was read by itself it does not tell.
    virtual base::Status add(const browse::Record& record, browse::TransactionState state) = 0;
    /// Everything that was added, until it is on the disk.
    virtual base::Status finish() = 0;
    [[nodiscard]] virtual const Written& written() const = 0;
    /// Of the file, or of the last of raw files, for a later part to go on behind it.
    [[nodiscard]] virtual FileEnd end() const = 0;
};

base::Result<std::unique_ptr<RecordOutput>> openOutput(const Target& target);

/// "3-00000000000000000042.json": a name that every file system takes and that sorts by offset. The ending
/// tells what the bytes look like: json, txt or bin.
std::string rawFileName(const browse::Record& record);

} // namespace transfer
