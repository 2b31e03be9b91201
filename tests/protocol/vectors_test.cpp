#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "protocol/api_list.h"
#include "protocol/api_types.h"
#include "protocol/codec.h"
#include "protocol/structs/aborted_txn.h"
#include "protocol/structs/consumer_protocol_assignment.h"
#include "protocol/structs/consumer_protocol_subscription.h"
#include "protocol/structs/end_txn_marker.h"
#include "protocol/structs/group_metadata_key.h"
#include "protocol/structs/group_metadata_value.h"
#include "protocol/structs/offset_commit_key.h"
#include "protocol/structs/offset_commit_value.h"
#include "protocol/structs/request_header.h"
#include "protocol/structs/response_header.h"
#include "protocol/structs/transaction_log_key.h"
#include "protocol/structs/transaction_log_value.h"
#include "protocol/vectors.h"

namespace {

using namespace protocol;

/// The APIs that the broker serves or the console asks: all of them must have been compared.
const std::set<std::int16_t> spokenKeys{0,  1,  2,  3,  8,  9,  10, 11, 12, 13, 14, 15, 16, 18, 19, 20,
                                        21, 22, 23, 32, 33, 35, 37, 42, 44, 46, 60, 69, 77, 89, 90};

template <class M>
void expectSameAsKafka(const vectors::Vector& vector) {
    SCOPED_TRACE(vector.where);
    const auto message = decode<M>(vector.bytes, vector.version);
    ASSERT_TRUE(message) << message.error().cause;
    EXPECT_EQ(vectors::difference(vector.json, toJson(*message, vector.version)), "");
    const auto written = tryEncode(*message, vector.version);
    ASSERT_TRUE(written) << written.error().cause;
    EXPECT_EQ(vectors::toHex(*written), vectors::toHex(vector.bytes.view()));
    EXPECT_TRUE(equal(*message, *decode<M>(base::Buffer(*written), vector.version)));
}

template <class M>
void expectStructSameAsKafka(const std::string& file) {
    std::set<std::int16_t> versions;
    for (const auto& vector : vectors::load(vectors::folder() / "structs" / ("struct_" + file + ".jsonl"))) {
        expectSameAsKafka<M>(vector);
        versions.insert(vector.version);
    }
    EXPECT_FALSE(versions.empty()) << "no vectors for " << file;
    fmt::print("{}: {} versions compared\n", file, versions.size());
}

} // namespace

TEST(vectors, everyApiInEveryVersionIsReadAndWrittenAsKafkaDoes) {
    std::size_t compared = 0;
    std::set<std::int16_t> missing = spokenKeys;
    AllApis::forEach([&]<class A>(A) {
        using Request = typename A::Request;
        const auto key = static_cast<std::int16_t>(Request::apiKey);
        std::set<std::int16_t> versions;
        std::size_t count = 0;
        for (const auto& vector : vectors::load(vectors::fileOfApi(key))) {
            ASSERT_TRUE(Request::versions.contain(vector.version))
                << vector.where << " has an unknown version";
            if (vector.request)
                expectSameAsKafka<Request>(vector);
            else
                expectSameAsKafka<typename A::Response>(vector);
            versions.insert(vector.version);
            ++count;
        }
        if (versions.empty())
            return;
        missing.erase(key);
        compared += versions.size();
        fmt::print("{:2} {}: versions {} to {}, {} vectors\n", key, apiName(Request::apiKey),
                   *versions.begin(), *versions.rbegin(), count);
        if (vectors::areOurs()) {
            EXPECT_EQ(static_cast<int>(versions.size()),
                      Request::versions.newest - Request::versions.oldest + 1)
                << apiName(Request::apiKey) << ": a version that the codec knows has no vector";
        }
    });
    fmt::print("compared {} APIs, {} APIs x versions\n", apis().size() - missing.size(), compared);
    EXPECT_TRUE(missing.empty()) << "no vectors for API key " << *missing.begin();
}

TEST(vectors, headersAndCoordinatorStructsAreReadAndWrittenAsKafkaDoes) {
    expectStructSameAsKafka<RequestHeader>("RequestHeaderData");
    expectStructSameAsKafka<ResponseHeader>("ResponseHeaderData");
    expectStructSameAsKafka<ConsumerProtocolSubscription>("ConsumerProtocolSubscription");
    expectStructSameAsKafka<ConsumerProtocolAssignment>("ConsumerProtocolAssignment");
    expectStructSameAsKafka<GroupMetadataKey>("GroupMetadataKey");
    expectStructSameAsKafka<GroupMetadataValue>("GroupMetadataValue");
    expectStructSameAsKafka<OffsetCommitKey>("OffsetCommitKey");
    expectStructSameAsKafka<OffsetCommitValue>("OffsetCommitValue");
    expectStructSameAsKafka<TransactionLogKey>("TransactionLogKey");
    expectStructSameAsKafka<TransactionLogValue>("TransactionLogValue");
    expectStructSameAsKafka<EndTxnMarker>("EndTxnMarker");
    expectStructSameAsKafka<AbortedTxn>("AbortedTxn");
}
