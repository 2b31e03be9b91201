#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace broker::config {

/// With the numbers of DescribeConfigs (ConfigResponse.ConfigType).
enum class Type : std::int8_t {
    Boolean = 1,
    String = 2,
    Int = 3,
    Short = 4,
    Long = 5,
    Double = 6,
    List = 7,
    Class = 8,
    Password = 9,
};

/// Where a value comes from, with the numbers of DescribeConfigs (ConfigResponse.ConfigSource).
enum class Source : std::int8_t {
    Topic = 1,
    DynamicBroker = 2,
    DynamicDefaultBroker = 3,
    StaticBroker = 4,
    Default = 5,
    Group = 8,
};

enum class Access : bool { ReadOnly, Dynamic };
/// Whether anything in Milena follows the value yet.
enum class Effect : bool { AcceptedOnly, Acts };

/// What a value must be beyond its type; numbers are inclusive, `choices` are separated by '|'.
struct Rule {
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    std::string_view choices{};
};

/// One of Kafka's configuration keys as a row of a table.
struct Key {
    std::string_view name;
    Type type;
    std::optional<std::string_view> initial; ///< the default; none is Kafka's null
    Access access;
    Effect effect;
    Rule rule;
    /// Topic and group keys: broker keys that give the value when there is no override, first set one wins; a
    /// factor may follow, as in "log.retention.ms,log.retention.hours*3600000". One after a tilde gives its
    /// value without being named as a synonym.
    std::string_view fallbacks;
    std::string_view doc;

    [[nodiscard]] bool sensitive() const { return type == Type::Password; }
};

/// Each sorted by name.
[[nodiscard]] std::span<const Key> topicKeys();
[[nodiscard]] std::span<const Key> brokerKeys();
[[nodiscard]] std::span<const Key> groupKeys();
/// Null when the table has no such key.
[[nodiscard]] const Key* find(std::span<const Key> table, std::string_view name);

/// INVALID_CONFIG with a sentence that names key, value and what would do.
[[nodiscard]] base::Status validate(const Key& key, std::string_view value);

/// Kafka's lists: separated by commas, blanks around an item do not count, empty items are left out.
[[nodiscard]] std::vector<std::string> splitList(std::string_view value);

} // namespace broker::config
