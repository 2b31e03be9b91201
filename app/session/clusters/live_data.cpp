#include "session/clusters/live_data.h"

#include <algorithm>
#include <utility>

namespace session {

namespace {
constexpr int keptEvents = 500;
} // namespace

void LiveData::take(const std::vector<PollerNews>& all) {
    QVector<ClusterEvent> fresh;
    for (const auto& news : all)
        fresh += news.events;
    if (const auto& newest = all.back().snapshot; newest && newest != m_snapshot)
        m_before = std::exchange(m_snapshot, newest);
    if (const auto past = m_snapshot->takenAtMs > 0 ? std::exchange(m_past, {}) : SessionPast();
        isAnother(past, m_snapshot->clusterId))
        m_events.resize(std::max<qsizetype>(0, m_events.size() - past.events.size()));
    if (!fresh.isEmpty())
        enter(fresh);
}

void LiveData::add(const ClusterEvent& event) {
    enter({event});
    tell();
}

void LiveData::enter(const QVector<ClusterEvent>& fresh) {
    session::tell(m_events, fresh);
    if (m_events.size() > keptEvents)
        m_events.resize(keptEvents);
    m_freshEvents = true;
}

void LiveData::tell() {
    auto before = std::exchange(m_before, nullptr);
    if (before)
        emit snapshotChanged();
    if (std::exchange(m_freshEvents, false))
        emit eventsChanged();
    // To give the memory of ten thousand rows back takes longer than to show the next ones.
    if (before)
        m_core.workers->letGo(std::move(before));
}

void LiveData::refreshNow() {
    m_core.poller.pollNow();
}

void LiveData::readSettingsNow(const QString& topic) {
    m_core.poller.readConfigNow(topic.toStdString());
}

void LiveData::setInFront(bool inFront) {
    m_inFront = inFront;
    settleInterest();
}

void LiveData::setInterest(const QObject* page, const QStringList& topics) {
    const auto [known, fresh] = m_interests.try_emplace(page, topics);
    if (fresh)
        connect(page, &QObject::destroyed, this, [this, page] { dropInterest(page); });
    else if (known->second == topics)
        return;
    known->second = topics;
    settleInterest();
}

void LiveData::dropInterest(const QObject* page) {
    if (m_interests.erase(page) == 0)
        return;
    disconnect(page, &QObject::destroyed, this, nullptr);
    settleInterest();
}

void LiveData::settleInterest() {
    std::set<std::string> topics;
    for (const auto& [page, names] : m_interests)
        for (const auto& name : names)
            topics.insert(name.toStdString());
    m_core.poller.setVisibleTopics(std::move(topics));
    m_core.poller.setInFront(m_inFront || !m_interests.empty());
}

void LiveData::forget(qint64 atMs) {
    enter({{atMs, EventKind::LocalBrokerWiped, {}, qint64(m_snapshot->topics.size())}});
    auto nothing = std::make_shared<ClusterSnapshot>();
    nothing->takenAtMs = m_snapshot->takenAtMs;
    nothing->clusterId = m_snapshot->clusterId;
    nothing->figures.groups = 0;
    m_before = std::exchange(m_snapshot, std::move(nothing));
    tell();
}

} // namespace session
