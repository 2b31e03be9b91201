#include "storage/log_home.h"

#include <utility>

#include <fmt/core.h>

namespace storage {
namespace {

constexpr std::int64_t kSilenceMs = 10'000;

} // namespace

void Refusals::tell(const LogEnvironment& environment, std::string_view log, std::string_view what,
                    const base::Error& why) {
    const auto now = environment.clock->wallMs();
    std::uint64_t unsaid = 0;
    {
        const base::Lock lock(m_mutex);
        if (m_saidMs && now - *m_saidMs < kSilenceMs) {
            ++m_unsaid;
            return;
        }
        m_saidMs = now;
        unsaid = std::exchange(m_unsaid, 0);
    }
    environment.say(
        base::LogLevel::Error,
        fmt::format("{}: {}: {}.{}{}{}", log, what, why.cause, why.remedy.empty() ? "" : " ", why.remedy,
                    unsaid > 0 ? fmt::format(" ({} more since this was last said)", unsaid) : ""));
}

} // namespace storage
