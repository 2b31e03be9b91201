#include "client/software_guess.h"

#include <algorithm>
#include <array>

namespace client {
namespace {

struct Mark {
    std::int16_t key;
    std::int16_t version;
    const char* release;
};

// The newest first: what a release was the first to serve (Kafka's own request schemas by release).
constexpr std::array marks{
    Mark{1, 18, "4.1 or newer"}, // Fetch
    Mark{0, 12, "4.0"},          // Produce
    Mark{0, 11, "3.8 or 3.9"},   Mark{0, 10, "3.7"},        Mark{1, 15, "3.5 or 3.6"},
    Mark{1, 14, "3.5"},          Mark{1, 13, "3.1 to 3.4"}, Mark{60, 0, "2.8 or 3.0"}, // DescribeCluster
    Mark{1, 12, "2.7"},          Mark{44, 1, "2.4 to 2.6"}, // IncrementalAlterConfigs
    Mark{44, 0, "2.3"},
};

} // namespace

std::string guessSoftware(std::span<const ApiRange> apis) {
    for (const Mark& mark : marks) {
        const bool serves = std::any_of(apis.begin(), apis.end(), [&mark](const ApiRange& api) {
            return api.key == mark.key && api.max >= mark.version;
        });
        if (serves)
            return std::string("Kafka ") + mark.release;
    }
    return "Kafka older than 2.3";
}

} // namespace client
