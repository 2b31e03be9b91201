#include "broker/config/keys.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace broker::config {

namespace {

constexpr std::int16_t InvalidConfig = 40;

base::Status wrong(const Key& key, std::string_view value, std::string_view expected) {
    return base::fail({InvalidConfig, "INVALID_CONFIG",
                       fmt::format("Invalid value {} for configuration {}: {}", value, key.name, expected),
                       fmt::format("Give {} another value.", key.name), false});
}

std::string_view trimmed(std::string_view text) {
    const auto blank = " \t\r\n";
    const auto from = text.find_first_not_of(blank);
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

base::Status validateWhole(const Key& key, std::string_view value, std::int64_t lowest,
                           std::int64_t highest) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size() || number < lowest || number > highest)
        return wrong(key, value,
                     fmt::format("expected a whole number from {} to {}", std::max(lowest, key.rule.min),
                                 std::min(highest, key.rule.max)));
    if (number < key.rule.min)
        return wrong(key, value, fmt::format("must be at least {}", key.rule.min));
    if (number > key.rule.max)
        return wrong(key, value, fmt::format("must be at most {}", key.rule.max));
    return {};
}

base::Status validateDouble(const Key& key, std::string_view value) {
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size() || number != number)
        return wrong(key, value, "expected a number");
    const Rule anything;
    if ((key.rule.min != anything.min && number < static_cast<double>(key.rule.min)) ||
        (key.rule.max != anything.max && number > static_cast<double>(key.rule.max)))
        return wrong(key, value, fmt::format("must be between {} and {}", key.rule.min, key.rule.max));
    return {};
}

bool isChoice(std::string_view choices, std::string_view value) {
    while (!choices.empty()) {
        const auto bar = choices.find('|');
        if (choices.substr(0, bar) == value)
            return true;
        choices = bar == std::string_view::npos ? std::string_view{} : choices.substr(bar + 1);
    }
    return false;
}

base::Status validateChoice(const Key& key, std::string_view value) {
    if (key.rule.choices.empty())
        return {};
    const auto items =
        key.type == Type::List ? splitList(value) : std::vector<std::string>{std::string(value)};
    for (const auto& item : items)
        if (!isChoice(key.rule.choices, item))
            return wrong(key, value, fmt::format("{} is none of {}", item, key.rule.choices));
    return {};
}

} // namespace

const Key* find(std::span<const Key> table, std::string_view name) {
    const auto at = std::ranges::lower_bound(table, name, {}, &Key::name);
    return at != table.end() && at->name == name ? &*at : nullptr;
}

std::vector<std::string> splitList(std::string_view value) {
    std::vector<std::string> items;
    while (!value.empty()) {
        const auto comma = value.find(',');
        if (const auto item = trimmed(value.substr(0, comma)); !item.empty())
            items.emplace_back(item);
        value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
    }
    return items;
}

base::Status validate(const Key& key, std::string_view raw) {
    const auto value = trimmed(raw);
    switch (key.type) {
    case Type::Boolean:
        if (value != "true" && value != "false")
            return wrong(key, value, "expected true or false");
        return {};
    case Type::Int:
        return validateWhole(key, value, std::numeric_limits<std::int32_t>::min(),
                             std::numeric_limits<std::int32_t>::max());
    case Type::Short:
        return validateWhole(key, value, std::numeric_limits<std::int16_t>::min(),
                             std::numeric_limits<std::int16_t>::max());
    case Type::Long:
        return validateWhole(key, value, std::numeric_limits<std::int64_t>::min(),
                             std::numeric_limits<std::int64_t>::max());
    case Type::Double:
        return validateDouble(key, value);
    case Type::String:
    case Type::List:
        return validateChoice(key, value);
    case Type::Class:
    case Type::Password:
        return {};
    }
    return {};
}

} // namespace broker::config
