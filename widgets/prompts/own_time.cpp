#include "widgets/prompts/own_time.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <QDateTime>

#include "models/formats.h"
#include "session/records/kept_time.h"

namespace widgets {

void OwnTime::lookAt(session::Topics* topics, const QString& topic) {
    const std::pair<const session::Topics*, QString> asked(topic.isEmpty() ? nullptr : topics, topic);
    if (asked == m_asked)
        return;
    m_asked = asked;
    delete m_job;
    const bool warned = std::exchange(m_stamps, false);
    if (std::exchange(m_keptMs, std::nullopt) || warned)
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
            m_keptMs = session::keptMs(rows);
            if (m_stamps || m_keptMs)
                emit changed();
        },
        [](const base::Error&) {}); // what arrives tells it
}

QString OwnTime::warning(std::optional<qint64> oldestMs) const {
    if (m_stamps)
        return tr("The topic stamps records with its own time: those given are not kept.");
    if (!m_keptMs || !oldestMs || QDateTime::currentMSecsSinceEpoch() - *oldestMs <= *m_keptMs)
        return {};
    return tr("The topic keeps records for %1: older ones, as there are here, will be deleted.")
        .arg(models::formatRetention(m_keptMs));
}

} // namespace widgets
