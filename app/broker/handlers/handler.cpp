#include "broker/handlers/handler.h"

namespace broker {

AnswerSlot::~AnswerSlot() {
    if (m_channel)
        m_channel->close("request of API " + std::to_string(static_cast<int>(m_key)) + " was never answered");
}

void AnswerSlot::answer(std::vector<base::Buffer> pieces) {
    if (auto channel = std::exchange(m_channel, nullptr))
        channel->answer(std::move(pieces));
}

void AnswerSlot::skip() {
    if (auto channel = std::exchange(m_channel, nullptr))
        channel->skipAnswer();
}

void AnswerSlot::close(std::string why) {
    if (auto channel = std::exchange(m_channel, nullptr))
        channel->close(std::move(why));
}

} // namespace broker
