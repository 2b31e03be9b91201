#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace protocol {

/// Where in a message a visitor stands, e.g. "topics[3].partitions[0].records". Messages nest at most six
/// deep.
class Path {
public:
    void enter(const char* name) {
        if (m_depth < m_steps.size())
            m_steps[m_depth] = {name, noIndex};
        ++m_depth;
    }
    void leave() { --m_depth; }
    void index(std::size_t i) { m_steps[m_depth - 1].index = i; }

    [[nodiscard]] std::string text(std::string_view messageName) const {
        std::string out(messageName);
        for (std::size_t i = 0; i < m_depth && i < m_steps.size(); ++i) {
            out += i == 0 ? ": " : ".";
            out += m_steps[i].name;
            if (m_steps[i].index != noIndex)
                out += fmt::format("[{}]", m_steps[i].index);
        }
        return out;
    }

private:
    static constexpr std::size_t noIndex = static_cast<std::size_t>(-1);
    struct Step {
        const char* name;
        std::size_t index;
    };
    std::array<Step, 12> m_steps{};
    std::size_t m_depth = 0;
};

} // namespace protocol
