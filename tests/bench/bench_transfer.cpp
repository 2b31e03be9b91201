/// bench_transfer BOOTSTRAP RECORDS FOLDER: sends so many records of 100 B with a key and a header, exports
/// them as JSON lines and imports these into another topic. Prints the records a second of the export and of
/// the import.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "client/cluster.h"
#include "transfer/exporter.h"
#include "transfer/importer.h"

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

double perSecond(std::int64_t records, Clock::time_point begin) {
    return double(records) / std::chrono::duration<double>(Clock::now() - begin).count();
}

class Records final : public workload::RecordFeed {
public:
    Records(std::string topic, std::int64_t count) : m_topic(std::move(topic)), m_count(count) {}
    base::Result<std::optional<workload::FedRecord>> next() override {
        if (m_next == m_count)
            return std::nullopt;
        workload::FedRecord out{.token = m_next};
        out.record.topic = m_topic;
        out.record.key = "key-" + std::to_string(m_next % 10'000);
        std::string value = R"({"number":)" + std::to_string(m_next) + R"(,"text":")";
        value.resize(98, 'x');
        out.record.value = value + "\"}";
        out.record.headers = {{"source", "bench"}};
        ++m_next;
        return out;
    }

private:
    const std::string m_topic;
    const std::int64_t m_count;
    std::int64_t m_next = 0;
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        fail("usage: bench_transfer BOOTSTRAP RECORDS FOLDER");
    client::ConnectOptions connect;
    connect.bootstrap = argv[1];
    const std::int64_t count = std::atoll(argv[2]);
    const auto cluster = client::connect(connect);
    if (!cluster)
        fail(cluster.error().cause);
    const std::vector<client::NewTopic> topics{{.name = "exported", .partitions = 4},
                                               {.name = "imported", .partitions = 4}};
    if (const auto made = (*cluster)->createTopics(topics); !made || made->front().error)
        fail("the topics cannot be made");
    client::Reaper reaper;
    workload::SendPlan sending;
    sending.producer.connect = connect;
    sending.producer.codec = "lz4";
    Records records("exported", count);
    if (const auto sent = workload::sendAll(records, sending, reaper, {}, {}); sent.error)
        fail(sent.error->cause);

    const auto source = browse::makeClusterRecordSource(connect);
    const transfer::Target target{.topic = "exported",
                                  .path = std::filesystem::path(argv[3]) / "exported.jsonl"};
    auto begin = Clock::now();
    const auto exported = transfer::exportRange(*source, {.topic = "exported"}, target, {}, {});
    const double out = perSecond(count, begin);
    if (exported.error || exported.progress.written.records != count)
        fail(exported.error ? exported.error->cause : "the export is not whole");

    begin = Clock::now();
    const auto imported =
        transfer::importFile({.path = target.path, .topic = "imported", .sending = sending}, reaper, {}, {});
    const double back = perSecond(count, begin);
    if (imported.error || imported.progress.sending.sent != count)
        fail(imported.error ? imported.error->cause : "the import is not whole");
    std::printf("%.0f %.0f\n", out, back);
    return 0;
}
