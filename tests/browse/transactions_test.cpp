#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "browse/fake_fetcher.h"
#include "browse/scanner.h"

using namespace browse;

namespace {

constexpr std::string_view commitKey("\0\0\0\1", 4);
constexpr std::string_view abortKey("\0\0\0\0", 4);

/// One partition that several producers write to, and what became of every record.
class Interleaved : public ::testing::Test {
protected:
    void data(std::int64_t producer, int records) {
        protocol::RecordBatchBuilder builder({.baseOffset = fetcher[0].end,
                                              .producerId = base::ProducerId(producer),
                                              .producerEpoch = base::ProducerEpoch(0),
                                              .baseSequence = 0,
                                              .transactional = producer >= 0});
        const std::int64_t from = fetcher[0].end.value();
        for (int i = 0; i < records; ++i) {
            builder.append(1000 + from + i, std::nullopt, base::asBytes(std::string(40, 'v')));
            truth[from + i] = producer < 0 ? TransactionState::None : TransactionState::Open;
            if (producer >= 0)
                open[producer].push_back(from + i);
        }
        fetcher.append(0, builder);
    }

    void end(std::int64_t producer, bool commit) {
        const base::Offset at = fetcher[0].end;
        protocol::RecordBatchBuilder marker({.baseOffset = at,
                                             .producerId = base::ProducerId(producer),
                                             .transactional = true,
                                             .control = true});
        marker.append(1000 + at.value(), base::asBytes(commit ? commitKey : abortKey),
                      base::asBytes(std::string_view("\0\0\0\0\0\3", 6)));
        fetcher.append(0, marker);
        for (const std::int64_t offset : open[producer])
            truth[offset] = commit ? TransactionState::Committed : TransactionState::Aborted;
        if (!commit && !open[producer].empty())
            fetcher[0].aborted.push_back(
                {{base::ProducerId(producer), base::Offset(open[producer].front())}, at});
        open.erase(producer);
    }

    /// The last stable offset, as a broker has it.
    void settle() {
        base::Offset stable = fetcher[0].end;
        for (const auto& [producer, offsets] : open)
            stable = std::min(stable, base::Offset(offsets.front()));
        fetcher[0].stable = stable;
    }

    void fillAtRandom(int steps) {
        std::mt19937 random(99);
        for (int i = 0; i < steps; ++i) {
            const auto producer = static_cast<std::int64_t>(random() % 5) - 1;
            if (producer >= 0 && open.contains(producer) && random() % 3 == 0)
                end(producer, random() % 2 == 0);
            else
                data(producer, 1 + static_cast<int>(random() % 30));
        }
        settle();
    }

    std::vector<RecordPtr> read(Query query) {
        std::vector<RecordPtr> out;
        do {
            const ScanSink sink{
                .rows =
                    [&out](std::vector<RecordPtr> rows) { out.insert(out.end(), rows.begin(), rows.end()); },
                .progress = {},
                .decided = {}};
            const ScanResult result = Scanner(fetcher, query, sink, {}).run();
            EXPECT_FALSE(result.error);
            query.resume = result.resume;
            query.ledger = result.ledger;
        } while (!query.resume.empty());
        return out;
    }

    FakeFetcher fetcher;
    std::map<std::int64_t, TransactionState> truth; ///< by offset, without control records
    std::map<std::int64_t, std::vector<std::int64_t>> open;
};

TEST_F(Interleaved, EveryRecordIsMarkedWithWhatBecameOfItsTransaction) {
    fillAtRandom(2000);
    ASSERT_LT(*fetcher[0].stable, fetcher[0].end);
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        for (const std::size_t rows : {std::size_t{333}, std::size_t{1'000'000}}) {
            for (const std::size_t memory : {std::size_t{1}, std::size_t{64} << 20}) {
                Query query;
                query.seek = seek;
                query.limits.rows = rows;
                query.limits.memoryBytes = memory;
                const auto got = read(query);
                EXPECT_EQ(got.size(), truth.size());
                for (const RecordPtr& row : got)
                    ASSERT_EQ(row->transaction, truth.at(row->offset.value())) << row->offset.value();
            }
        }
    }
}

TEST_F(Interleaved, ReadCommittedGivesWhatSuchAConsumerGets) {
    fillAtRandom(1000);
    std::vector<std::int64_t> expected;
    for (const auto& [offset, state] : truth) {
        if (base::Offset(offset) < *fetcher[0].stable && state != TransactionState::Aborted)
            expected.push_back(offset);
    }
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        query.isolation = Isolation::ReadCommitted;
        query.limits.rows = 400;
        std::vector<std::int64_t> got;
        for (const RecordPtr& row : read(query))
            got.push_back(row->offset.value());
        if (seek == Seek::Newest)
            std::reverse(got.begin(), got.end());
        EXPECT_EQ(got, expected);
    }
}

TEST_F(Interleaved, ControlRecordsAreRowsOnRequest) {
    data(1, 2);
    end(1, true);
    data(2, 1);
    end(2, false);
    data(-1, 1);
    settle();
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        EXPECT_EQ(read(query).size(), 4u);
        query.controlRecords = true;
        std::map<std::int64_t, Control> controls;
        for (const RecordPtr& row : read(query)) {
            if (row->control != Control::None)
                controls[row->offset.value()] = row->control;
        }
        EXPECT_EQ(controls, (std::map<std::int64_t, Control>{{2, Control::Commit}, {4, Control::Abort}}));
    }
}

TEST_F(Interleaved, TheTailTellsHowATransactionEndedAfterItsRecords) {
    data(-1, 1);
    settle();
    std::stop_source stop;
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2) {
            data(7, 3);
            data(8, 1);
        } else if (fetcher.fetches == 3) {
            end(7, false);
        } else if (fetcher.fetches == 4) {
            stop.request_stop();
        }
    };
    std::vector<TransactionState> states;
    std::vector<Decision> decisions;
    const ScanSink sink{.rows =
                            [&](std::vector<RecordPtr> rows) {
                                for (const RecordPtr& row : rows)
                                    states.push_back(row->transaction);
                            },
                        .progress = {},
                        .decided =
                            [&](const std::vector<Decision>& some) {
                                decisions.insert(decisions.end(), some.begin(), some.end());
                            }};
    Query query;
    query.seek = Seek::Tail;
    Scanner(fetcher, query, sink, stop.get_token()).run();
    EXPECT_EQ(states, std::vector<TransactionState>(4, TransactionState::Open));
    ASSERT_EQ(decisions.size(), 1u);
    EXPECT_EQ(decisions.front().marker.producer, base::ProducerId(7));
    EXPECT_EQ(decisions.front().marker.kind, Control::Abort);
    EXPECT_EQ(decisions.front().marker.offset, base::Offset(5));
}

} // namespace
