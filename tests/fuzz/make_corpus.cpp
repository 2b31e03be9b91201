// Writes the first inputs of the fuzzers: Kafka's own bytes, one file each.
// usage: fuzz_corpus FOLDER

#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "protocol/api_list.h"
#include "protocol/framing.h"
#include "protocol/vectors.h"

namespace {

void write(const std::filesystem::path& file, base::ByteView bytes) {
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// Vectors of requests and responses alike, each after a request header of its API and version.
int writeRequests(const std::filesystem::path& folder) {
    int count = 0;
    for (const auto& api : protocol::apis())
        for (const auto& vector : vectors::load(vectors::fileOfApi(static_cast<std::int16_t>(api.key)))) {
            protocol::OutputBytes out(protocol::OutputBytes::neverShare);
            protocol::startRequest(out, {.requestApiVersion = vector.version}, api.key);
            out.own().bytes(vector.bytes.view());
            const auto frame = out.releaseBytes();
            write(folder / fmt::format("{:04}", count++),
                  base::ByteView(frame).subspan(protocol::frameSizeBytes));
        }
    return count;
}

int writeRecordBatches(const std::filesystem::path& folder) {
    int count = 0;
    std::ifstream in(vectors::folder() / "record_batches.jsonl");
    simdjson::dom::parser parser;
    for (std::string line; std::getline(in, line);) {
        const simdjson::dom::element vector = parser.parse(line).value();
        write(folder / fmt::format("{:04}", count++), vectors::fromHex(vector["bytes"].get_string().value()));
    }
    return count;
}

/// Payloads of many kinds, each after the byte that says of which side and topic it is; then what Kafka puts
/// into topics of its own.
int writePayloads(const std::filesystem::path& folder) {
    int count = 0;
    const auto add = [&](std::uint8_t place, base::ByteView bytes) {
        base::Bytes out{place};
        out.insert(out.end(), bytes.begin(), bytes.end());
        write(folder / fmt::format("{:04}", count++), out);
    };
    for (const std::string_view text :
         {R"({"a":[1,2.50,"x\u00e9",null,true],"a":{"b c":-1E+9}})", "plain text",
          "eyJhIjoxfQ==", R"({"schema":{"type":"struct","name":"n"},"payload":{"id":1}})",
          "$.a.b[3]['c d']#2", "<?xml version=\"1.0\"?><a b=\"c\"><d>e&amp;</d><f/></a>"})
        add(0, base::asBytes(text));
    for (const char* hex :
         {"83a16101a16292c0c302cb3ff8000000000000", "a36161016162 82f6f502fb3ff8000000000000",
          "9f01bf616120ff5f41ff4100ff7f61616162ffff", "000000041c7b2261223a317d",
          "550e8400e29b41d4a716446655440000", "616c696365000001a2033db800",
          "616c696365000001a2033db8ff000001a2033db800", "000000000012d687",
          "1f8b08000000000002ffab56 4a54b2325aaa0500d9fc9bf907000000"}) {
        std::string digits(hex);
        std::erase(digits, ' ');
        add(0, vectors::fromHex(digits));
        add(1, vectors::fromHex(digits));
    }
    for (const auto& entry : std::filesystem::directory_iterator(vectors::folder() / "structs"))
        for (const auto& vector : vectors::load(entry.path())) {
            base::Bytes bytes{0, static_cast<std::uint8_t>(vector.version)};
            const auto view = vector.bytes.view();
            bytes.insert(bytes.end(), view.begin(), view.end());
            for (const std::uint8_t place : {2, 3, 4, 5})
                add(place, bytes);
        }
    return count;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: fuzz_corpus FOLDER\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder / "fuzz_requests");
    std::filesystem::create_directories(folder / "fuzz_record_batch");
    std::filesystem::create_directories(folder / "fuzz_decode");
    fmt::print("{} requests, {} record batches, {} payloads\n", writeRequests(folder / "fuzz_requests"),
               writeRecordBatches(folder / "fuzz_record_batch"), writePayloads(folder / "fuzz_decode"));
    return 0;
}
