#include "broker/options_text.h"

#include <charconv>

#include <fmt/format.h>

namespace broker {

namespace {

tl::unexpected<base::Error> bad(std::string cause) {
    return base::fail({-1, "INVALID_OPTION", std::move(cause), {}, false});
}

std::string_view trimmed(std::string_view text) {
    const auto blank = " \t\r\f";
    const auto from = text.find_first_not_of(blank);
    return from == std::string_view::npos ? std::string_view{}
                                          : text.substr(from, text.find_last_not_of(blank) - from + 1);
}

// One line with its continuations; `rest` moves on behind them.
std::string logicalLine(std::string_view& rest, int& lines) {
    std::string out;
    for (bool more = true; more && !rest.empty();) {
        const auto end = rest.find('\n');
        auto line = trimmed(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        ++lines;
        more = line.ends_with('\\') && !line.starts_with('#');
        if (more)
            line.remove_suffix(1);
        out += line;
    }
    return out;
}

} // namespace

std::string HostPort::toString() const {
    const bool bracket = host.find(':') != std::string::npos;
    return (bracket ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

base::Result<HostPort> parseHostPort(std::string_view text, std::uint16_t defaultPort) {
    const auto wrong = [&](std::string_view why) {
        return bad(fmt::format("'{}' is not HOST:PORT: {}.", text, why));
    };
    HostPort out{{}, defaultPort};
    auto rest = text;
    if (rest.starts_with('[')) {
        const auto close = rest.find(']');
        if (close == std::string_view::npos)
            return wrong("the bracket is not closed");
        out.host = rest.substr(1, close - 1);
        rest = rest.substr(close + 1);
    } else {
        const auto colon = rest.rfind(':');
        if (colon != rest.find(':'))
            return wrong("an IPv6 address stands in brackets, as in [::1]:9092");
        out.host = rest.substr(0, colon);
        rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon);
    }
    if (out.host.empty())
        return wrong("the host is missing");
    if (rest.empty())
        return out;
    if (!rest.starts_with(':'))
        return wrong("a colon and the port must follow the address");
    rest.remove_prefix(1);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out.port);
    if (error != std::errc{} || end != rest.data() + rest.size())
        return wrong("the port must be a number from 0 to 65535");
    return out;
}

base::Result<std::int64_t> parseSize(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    auto unit = std::string(end, text.data() + text.size());
    for (auto& c : unit)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    int shift = -1;
    if (unit.empty() || unit == "b")
        shift = 0;
    else if (unit == "k" || unit == "kb" || unit == "kib")
        shift = 10;
    else if (unit == "m" || unit == "mb" || unit == "mib")
        shift = 20;
    else if (unit == "g" || unit == "gb" || unit == "gib")
        shift = 30;
    else if (unit == "t" || unit == "tb" || unit == "tib")
        shift = 40;
    if (error != std::errc{} || shift < 0 || number < 1 || number > (INT64_MAX >> shift))
        return bad(fmt::format("'{}' is not a size; write a number with k, M or G, as in 512M.", text));
    return number << shift;
}

base::Result<std::map<std::string, std::string>> parseProperties(std::string_view text) {
    std::map<std::string, std::string> out;
    for (int lines = 0; !text.empty();) {
        const auto line = logicalLine(text, lines);
        if (line.empty() || line.front() == '#' || line.front() == '!')
            continue;
        const auto separator = line.find_first_of("=:");
        if (separator == std::string::npos || separator == 0)
            return bad(fmt::format("line {} is not name=value: {}", lines, line));
        out[std::string(trimmed(std::string_view(line).substr(0, separator)))] =
            trimmed(std::string_view(line).substr(separator + 1));
    }
    return out;
}

} // namespace broker
