#include "protocol/vectors.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

namespace vectors {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::string compare(const std::string& path, element kafka, element ours);

std::string compareObjects(const std::string& path, simdjson::dom::object kafka, simdjson::dom::object ours) {
    for (const auto [key, value] : kafka) {
        const std::string name(key);
        element mine;
        if (name == "records" && value.is_string()) {
            if (ours["recordsSizeInBytes"].get(mine) || !mine.is_uint64())
                return path + ".recordsSizeInBytes is missing";
            continue;
        }
        if (ours[name].get(mine))
            return path + "." + name + " is missing";
        if (auto found = compare(path + "." + name, value, mine); !found.empty())
            return found;
    }
    if (kafka.size() != ours.size())
        return fmt::format("{} has {} fields instead of {}", path, ours.size(), kafka.size());
    return {};
}

std::string compare(const std::string& path, element kafka, element ours) {
    if (kafka.type() == element_type::OBJECT && ours.type() == element_type::OBJECT)
        return compareObjects(path, kafka.get_object().value_unsafe(), ours.get_object().value_unsafe());
    if (kafka.type() == element_type::ARRAY && ours.type() == element_type::ARRAY) {
        const auto a = kafka.get_array().value_unsafe();
        const auto b = ours.get_array().value_unsafe();
        if (a.size() != b.size())
            return fmt::format("{} has {} elements instead of {}", path, b.size(), a.size());
        for (std::size_t i = 0; i < a.size(); ++i)
            if (auto found = compare(fmt::format("{}[{}]", path, i), a.at(i), b.at(i)); !found.empty())
                return found;
        return {};
    }
    const auto a = simdjson::minify(kafka);
    const auto b = simdjson::minify(ours);
    return a == b ? std::string{} : path + " is " + b + " instead of " + a;
}

} // namespace

bool areOurs() {
    return std::getenv("MILENA_VECTORS") == nullptr;
}

std::filesystem::path folder() {
    return areOurs() ? TEST_DATA "/vectors" : std::getenv("MILENA_VECTORS");
}

base::Bytes fromHex(std::string_view hex) {
    base::Bytes out(hex.size() / 2);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(2 * i, 2)), nullptr, 16));
    return out;
}

std::string toHex(base::ByteView bytes) {
    std::string out;
    for (const auto byte : bytes)
        out += fmt::format("{:02x}", byte);
    return out;
}

std::vector<Vector> load(const std::filesystem::path& file) {
    std::vector<Vector> out;
    std::ifstream in(file);
    simdjson::dom::parser parser;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        const auto parsed = parser.parse(line);
        std::string_view side;
        const bool request = !parsed["side"].get(side) && side == "request";
        out.push_back({fmt::format("{}:{}", file.filename().string(), ++number),
                       static_cast<std::int16_t>(parsed["version"].get_int64().value()), request,
                       base::Buffer(fromHex(parsed["bytes"].get_string().value())),
                       simdjson::minify(parsed["json"].value())});
    }
    return out;
}

std::filesystem::path fileOfApi(std::int16_t key) {
    for (const auto& entry : std::filesystem::directory_iterator(folder()))
        if (entry.path().filename().string().starts_with(fmt::format("{:02}_", key)))
            return entry.path();
    return {};
}

std::string difference(const std::string& kafka, const std::string& ours) {
    simdjson::dom::parser kafkaParser;
    simdjson::dom::parser ourParser;
    element mine;
    if (const auto error = ourParser.parse(ours).get(mine))
        return std::string("our JSON does not parse: ") + simdjson::error_message(error);
    return compare("", kafkaParser.parse(kafka).value(), mine);
}

} // namespace vectors
