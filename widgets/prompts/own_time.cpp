#include "widgets/prompts/own_time.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace widgets {

void OwnTime::lookAt(session::Topics* topics, const QString& topic) {
    const std::pair<const session::Topics*, QString> asked(topic.isEmpty() ? nullptr : topics, topic);
    if (asked == m_asked)
        return;
    m_asked = asked;
    delete m_job;
    if (std::exchange(m_stamps, false))
        emit changed();
    if (!asked.first)
        return;
    auto* job = topics->config(topic, this);
    m_job = job;
    job->then(
        this,
        [this](const std::vector<session::ConfigRow>& rows) {
            const auto type =
                std::ranges::find(rows, QStringLiteral("message.timestamp.type"), &session::ConfigRow::name);
            m_stamps = type != rows.end() && type->value == QStringLiteral("LogAppendTime");
            if (m_stamps)
                emit changed();
        },
        [](const base::Error&) {}); // what arrives tells it
}

QString OwnTime::warning() const {
    return m_stamps ? tr("The topic stamps records with its own time: those given are not kept.") : QString();
}

} // namespace widgets
