#include "storage/folder_home.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "storage/checkpoint.h"
#include "storage/file.h"
#include "storage/storage_error.h"

namespace storage {

using base::fail;

void Graveyard::bury(std::filesystem::path path, std::int64_t dueMs) {
    const base::Lock lock(m_mutex);
    m_graves.push_back({std::move(path), dueMs});
}

void Graveyard::sweep(std::int64_t nowMs, const std::atomic<bool>& stop) {
    std::vector<Grave> due;
    {
        const base::Lock lock(m_mutex);
        const auto border = std::partition(m_graves.begin(), m_graves.end(),
                                           [&](const Grave& grave) { return grave.dueMs > nowMs; });
        due.assign(std::make_move_iterator(border), std::make_move_iterator(m_graves.end()));
        m_graves.erase(border, m_graves.end());
    }
    std::error_code ignored; // what is not removed now is found again at the next start
    for (const auto& grave : due)
        if (!stop)
            std::filesystem::remove_all(grave.path, ignored);
}

std::filesystem::path FolderHome::fileAt(base::Offset offset, std::string_view suffix) const {
    return m_folder / fmt::format("{:020}{}", offset.value(), suffix);
}

std::shared_ptr<Segment> FolderHome::openSegment(base::Offset baseOffset) const {
    auto& pool = m_context->pool;
    return std::make_shared<Segment>(
        baseOffset,
        Segment::Parts{.bytes = std::make_unique<FileBytes>(
                           std::make_unique<PooledFile>(pool, fileAt(baseOffset, ".log"))),
                       .offsetIndex = std::make_unique<PooledFile>(pool, fileAt(baseOffset, ".index")),
                       .timeIndex = std::make_unique<PooledFile>(pool, fileAt(baseOffset, ".timeindex"))},
        m_context->environment->clock->wallMs());
}

base::Result<std::shared_ptr<Segment>> FolderHome::makeSegment(base::Offset baseOffset) {
    const auto remove = [&] {
        std::error_code ignored;
        for (const auto* suffix : {".log", ".index", ".timeindex"})
            std::filesystem::remove(fileAt(baseOffset, suffix), ignored);
    };
    remove(); // what an attempt that failed may have left
    auto segment = openSegment(baseOffset);
    for (auto* file : segment->files())
        if (auto made = file->acquire(); !made) {
            remove(); // the next start would take it for a segment and want the missing files
            return fail(made.error());
        }
    return segment;
}

void FolderHome::later(std::function<void()> job) {
    static_cast<void>(m_context->workers->post(std::move(job)));
}

void FolderHome::retire(std::vector<std::shared_ptr<Segment>> segments, std::int64_t delayMs) {
    const auto due = m_context->environment->clock->wallMs() + delayMs;
    std::error_code ignored;
    for (const auto& segment : segments) {
        std::filesystem::remove(fileAt(segment->baseOffset(), ".snapshot"), ignored);
        for (auto* file : segment->files()) {
            auto name = file->path();
            name += ".deleted";
            if (file->rename(name))
                m_context->graveyard.bury(std::move(name), due);
        }
    }
}

void FolderHome::saveSnapshotLater(base::Offset offset, base::Bytes content) {
    later([gone = m_gone, path = fileAt(offset, ".snapshot"), content = std::move(content),
           environment = m_context->environment] {
        if (*gone)
            return;
        if (const auto done = replaceText(path, std::string(base::asText(content))); !done)
            environment->say(base::LogLevel::Warning, done.error().cause);
    });
}

void FolderHome::saveEpochsLater(std::vector<EpochStart> rows) {
    later([gone = m_gone, path = epochFile(), rows = std::move(rows), environment = m_context->environment] {
        if (*gone)
            return;
        if (const auto done = writeEpochs(path, rows); !done)
            environment->say(base::LogLevel::Warning, done.error().cause);
    });
}

void FolderHome::logStartMoved() {
    if (m_context->logStartMoved)
        m_context->logStartMoved();
}

base::Status FolderHome::saveNow(base::Offset offset, const base::Bytes& snapshot,
                                 const std::vector<EpochStart>& rows, Durable durable) {
    auto done = replaceText(fileAt(offset, ".snapshot"), std::string(base::asText(snapshot)), durable);
    if (done && durable == Durable::Later)
        if (const auto there = readEpochs(epochFile()); there && *there == rows)
            return done; // replacing a file makes some file systems write it at once
    return done ? writeEpochs(epochFile(), rows, durable) : done;
}

} // namespace storage
