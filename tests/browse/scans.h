#pragma once

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "browse/fake_fetcher.h"
#include "browse/scanner.h"

/// What tests of scans share.
namespace scans {

using browse::Query;
using browse::RecordPtr;
using browse::RowKey;
using browse::ScanResult;
using browse::ScanSink;

struct Scan {
    std::vector<RecordPtr> rows;
    ScanResult result;
};

inline Scan run(FakeFetcher& fetcher, const Query& query, std::stop_token stop = {}) {
    Scan out;
    const ScanSink sink{.rows =
                            [&out](std::vector<RecordPtr> rows) {
                                out.rows.insert(out.rows.end(), rows.begin(), rows.end());
                            },
                        .progress = {}};
    out.result = browse::Scanner(fetcher, query, sink, std::move(stop)).run();
    EXPECT_EQ(out.result.progress.matched, static_cast<std::int64_t>(out.rows.size()));
    return out;
}

inline std::vector<RowKey> keysOf(const std::vector<RecordPtr>& rows) {
    std::vector<RowKey> out;
    for (const RecordPtr& row : rows)
        out.push_back(browse::keyOf(*row));
    return out;
}

inline std::string textOf(const RecordPtr& row) {
    return std::string(base::asText(row->value->view()));
}

/// Eight partitions of very different sizes and ages, timestamps rising within each, with ties across them.
class Skewed : public ::testing::Test {
protected:
    Skewed() {
        const int sizes[] = {0, 1, 7, 40, 900, 3000, 12000, 5};
        std::mt19937 random(4711);
        for (std::int32_t id = 0; id < 8; ++id) {
            std::vector<std::pair<std::int64_t, std::string>> records;
            std::int64_t time = 1'000'000 + static_cast<std::int64_t>(random() % 30'000);
            for (int i = 0; i < sizes[id]; ++i) {
                time += static_cast<std::int64_t>(random() % 4);
                records.emplace_back(time,
                                     "record " + std::to_string(i) + (random() % 1000 == 0 ? " rare" : ""));
                all.push_back({time, base::PartitionId(id), base::Offset(i)});
                if (records.back().second.ends_with("rare"))
                    rare.push_back(all.back());
            }
            fetcher.fill(id, records, 1 + random() % 300,
                         id % 2 == 0 ? protocol::Compression::None : protocol::Compression::Lz4);
        }
        std::sort(all.begin(), all.end());
        std::sort(rare.begin(), rare.end());
    }

    std::vector<RowKey> newest(std::vector<RowKey> keys, std::size_t count) const {
        std::reverse(keys.begin(), keys.end());
        keys.resize(std::min(count, keys.size()));
        return keys;
    }

    FakeFetcher fetcher;
    std::vector<RowKey> all; ///< sorted
    std::vector<RowKey> rare;
};

} // namespace scans
