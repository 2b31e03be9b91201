#include "record_talk.h"

#include <chrono>
#include <random>
#include <thread>

#include "protocol/messages/03_metadata.h"
#include "protocol/records/batch_reader.h"
#include "protocol/records/crc32c.h"

namespace record_talk {

std::int64_t now() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string freshName(std::string_view what) {
    static std::mt19937_64 random{std::random_device{}()};
    return std::string(what) + "-" + std::to_string(random());
}

base::Bytes batchOf(const std::vector<Rec>& records, protocol::BatchOptions options) {
    protocol::RecordBatchBuilder builder(options);
    for (const auto& record : records) {
        std::optional<base::ByteView> key;
        if (record.key)
            key = base::asBytes(*record.key);
        builder.append(record.timestamp.value_or(now()), key, base::asBytes(record.value));
    }
    return *builder.build();
}

base::Bytes batchOf(int count, protocol::BatchOptions options) {
    std::vector<Rec> records;
    for (int i = 0; i < count; ++i)
        records.push_back({"value " + std::to_string(i), {}, {}});
    return batchOf(records, options);
}

base::Bytes sequenced(std::int64_t producerId, std::int16_t epoch, std::int32_t sequence, int count) {
    protocol::BatchOptions options;
    options.producerId = base::ProducerId(producerId);
    options.producerEpoch = base::ProducerEpoch(epoch);
    options.baseSequence = sequence;
    return batchOf(count, options);
}

void seal(base::Bytes& batch) {
    const base::ByteView covered = base::ByteView(batch).subspan(protocol::BatchLayout::attributes);
    put(batch, protocol::BatchLayout::crc, protocol::crc32c(covered));
}

namespace {

template <class Visit>
void eachRecordIn(const base::Buffer& records, Visit visit) {
    protocol::BatchReader batches(records.view());
    while (const auto batch = batches.next()) {
        auto reader = protocol::RecordReader::open(*batch);
        if (!reader) {
            ADD_FAILURE() << reader.error().cause;
            return;
        }
        for (protocol::RecordView record; reader->next(record);)
            visit(record);
    }
}

} // namespace

std::vector<std::string> valuesIn(const base::Buffer& records) {
    std::vector<std::string> out;
    eachRecordIn(records, [&](const auto& record) {
        out.emplace_back(base::asText(record.value.value_or(base::ByteView{})));
    });
    return out;
}

std::vector<std::int64_t> offsetsIn(const base::Buffer& records) {
    std::vector<std::int64_t> out;
    eachRecordIn(records, [&](const auto& record) { out.push_back(record.offset.value()); });
    return out;
}

std::string Talker::topic(std::int32_t partitions, const std::map<std::string, std::string>& configs) {
    protocol::CreateTopicsRequest create;
    auto& asked = create.topics.emplace_back();
    asked.name = freshName("topic");
    asked.numPartitions = partitions;
    asked.replicationFactor = 1;
    for (const auto& [name, value] : configs)
        asked.configs.push_back({name, value});
    const auto created = client.call<protocol::CreateTopicsResponse>(create, 5);
    EXPECT_EQ(errorOf(created.topics.at(0).errorCode), ErrorCode::NONE);
    protocol::MetadataRequest ask;
    ask.topics->emplace_back().name = asked.name;
    ask.allowAutoTopicCreation = false;
    for (int tries = 0; tries < 1000; ++tries) {
        const auto metadata = client.call<protocol::MetadataResponse>(ask, 8);
        if (metadata.topics.at(0).errorCode == 0 && !metadata.topics[0].partitions.empty() &&
            metadata.topics[0].partitions[0].errorCode == 0 &&
            errorOf(offsetAt(asked.name, Latest).errorCode) == ErrorCode::NONE)
            return asked.name;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << asked.name << " never got a leader";
    return asked.name;
}

protocol::ProduceRequest produceRequest(const std::string& topic, base::Bytes batch, std::int16_t acks) {
    protocol::ProduceRequest request;
    request.acks = acks;
    request.timeoutMs = 5000;
    auto& data = request.topicData.emplace_back();
    data.name = topic;
    data.partitionData.emplace_back().records = base::Buffer(std::move(batch));
    return request;
}

Appended Talker::append(const std::string& topic, base::Bytes batch, std::int16_t version,
                        std::int16_t acks) {
    const auto response =
        client.call<protocol::ProduceResponse>(produceRequest(topic, std::move(batch), acks), version);
    if (response.responses.size() != 1 || response.responses[0].partitionResponses.size() != 1) {
        ADD_FAILURE() << "one partition was asked for";
        return {};
    }
    return response.responses[0].partitionResponses[0];
}

void Talker::appendGood(const std::string& topic, base::Bytes batch) {
    const auto appended = append(topic, std::move(batch));
    EXPECT_EQ(errorOf(appended.errorCode), ErrorCode::NONE) << appended.errorMessage.value_or("");
}

protocol::FetchRequest fetchRequest(const std::string& topic, std::int64_t offset) {
    protocol::FetchRequest request;
    request.maxBytes = 1 << 20;
    auto& asked = request.topics.emplace_back();
    asked.topic = topic;
    auto& partition = asked.partitions.emplace_back();
    partition.fetchOffset = offset;
    partition.partitionMaxBytes = 1 << 20;
    return request;
}

Fetched Talker::fetch(const std::string& topic, std::int64_t offset, std::int16_t version) {
    const auto response = client.call<protocol::FetchResponse>(fetchRequest(topic, offset), version);
    if (response.responses.size() != 1 || response.responses[0].partitions.size() != 1) {
        ADD_FAILURE() << "one partition was asked for";
        return {};
    }
    return response.responses[0].partitions[0];
}

Listed Talker::offsetAt(const std::string& topic, std::int64_t timestamp, std::int16_t version) {
    protocol::ListOffsetsRequest request;
    request.replicaId = -1;
    auto& asked = request.topics.emplace_back();
    asked.name = topic;
    asked.partitions.emplace_back().timestamp = timestamp;
    const auto response = client.call<protocol::ListOffsetsResponse>(request, version);
    if (response.topics.size() != 1 || response.topics[0].partitions.size() != 1) {
        ADD_FAILURE() << "one partition was asked for";
        return {};
    }
    return response.topics[0].partitions[0];
}

} // namespace record_talk
