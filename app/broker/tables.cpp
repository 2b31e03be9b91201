#include <fmt/format.h>

#include "broker/broker.h"
#include "broker/config/keys.h"
#include "broker/handlers/handler_list.h"

namespace broker {

namespace {

std::string configRows(std::string_view kind, std::span<const config::Key> keys) {
    std::string out;
    for (const auto& key : keys)
        out += fmt::format("| `{}` | {} | {} | {} |\n", key.name, kind,
                           key.initial ? fmt::format("`{}`", *key.initial) : std::string("–"),
                           key.effect == config::Effect::Acts ? "acts" : "accepted only");
    return out;
}

} // namespace

std::string apiTable() {
    std::string out = "| Key | API | Versions |\n|--:|---|---|\n";
    for (const auto& api : handlerList()) {
        out += fmt::format("| {} | {} | {}–{}", static_cast<int>(api.key), api.name, api.oldest, api.newest);
        out += api.servedFrom > api.oldest ? fmt::format(" (served from {})", api.servedFrom) : "";
        out += " |\n";
    }
    return out;
}

std::string configTable() {
    return "| Key | Of | Default | |\n|---|---|---|---|\n" + configRows("topic", config::topicKeys()) +
           configRows("broker", config::brokerKeys()) + configRows("group", config::groupKeys());
}

} // namespace broker
