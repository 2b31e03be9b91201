#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <simdjson.h>

#include "base/buffer.h"

namespace vectors {

/// One line of a vector file: bytes that Apache Kafka's own classes wrote, and what they read in them.
struct Vector {
    std::string where; ///< file and line
    std::int16_t version = 0;
    bool request = false;
    base::Buffer bytes;
    std::string json;
};

/// The folder in MILENA_VECTORS, else the one beside the tests.
std::filesystem::path folder();
/// Whether folder() is the one beside the tests, which is complete.
bool areOurs();
/// Empty if there is no such file.
std::vector<Vector> load(const std::filesystem::path& file);
/// The file of an API, whatever its name after the number; empty if there is none.
std::filesystem::path fileOfApi(std::int16_t key);

base::Bytes fromHex(std::string_view hex);
std::string toHex(base::ByteView bytes);

/// What differs between Kafka's JSON and ours, as a path; empty if nothing does. Numbers are compared as the
/// exact integers they are. Kafka's side leaves `records` empty: ours must then tell their size.
std::string difference(const std::string& kafka, const std::string& ours);

} // namespace vectors
