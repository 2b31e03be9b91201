#include "wire/address.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace wire {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

tl::unexpected<base::Error> invalid(std::string cause) {
    return base::fail({.name = "INVALID_ADDRESS",
                       .cause = std::move(cause),
                       .remedy = "Write host:port, several separated by commas, e.g. localhost:9092."});
}

base::Result<Address> parseOne(std::string_view text) {
    Address out;
    std::string_view port;
    // PLAINTEXT://host:9092 is how brokers write it in their own configuration.
    if (const auto scheme = text.find("://"); scheme != std::string_view::npos)
        text.remove_prefix(scheme + 3);
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos)
            return invalid(fmt::format("\"{}\" opens a bracket that is not closed.", text));
        out.host = text.substr(1, close - 1);
        port = text.substr(close + 1);
        if (!port.empty() && !port.starts_with(':'))
            return invalid(fmt::format("\"{}\" has something other than :port after the bracket.", text));
    } else if (std::count(text.begin(), text.end(), ':') > 1) {
        return invalid(
            fmt::format("\"{}\" has more than one colon; an IPv6 address goes into brackets.", text));
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        out.host = text.substr(0, colon);
        port = text.substr(colon);
    }
    if (out.host.empty())
        return invalid(fmt::format("\"{}\" has no host.", text));
    if (out.host.find_first_of(" \t/@\"'") != std::string::npos || out.host.size() > 255)
        return invalid(fmt::format("\"{}\" is not a host name.", out.host.substr(0, 255)));
    if (!port.empty()) {
        port.remove_prefix(1);
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
        if (error != std::errc() || end != port.data() + port.size() || out.port == 0)
            return invalid(
                fmt::format("The port \"{}\" of \"{}\" is not a number from 1 to 65535.", port, out.host));
    }
    return out;
}

} // namespace

std::string Address::toString() const {
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                               : fmt::format("[{}]:{}", host, port);
}

base::Result<std::vector<Address>> parseBootstrap(std::string_view text) {
    std::vector<Address> out;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (const std::string_view part = trimmed(text.substr(0, comma)); !part.empty()) {
            auto address = parseOne(part);
            if (!address)
                return base::fail(address.error());
            if (std::find(out.begin(), out.end(), *address) == out.end())
                out.push_back(std::move(*address));
        }
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    if (out.empty())
        return invalid("No address is given.");
    return out;
}

} // namespace wire
