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

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: fuzz_corpus FOLDER\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder / "fuzz_requests");
    std::filesystem::create_directories(folder / "fuzz_record_batch");
    fmt::print("{} requests, {} record batches\n", writeRequests(folder / "fuzz_requests"),
               writeRecordBatches(folder / "fuzz_record_batch"));
    return 0;
}
