#pragma once

#include "session/session_maker.h"
#include "support/fake_records.h"

namespace support {

/// A cluster that is none: its ports are fakes.
class FakeSession final : public session::ClusterSession {
public:
    explicit FakeSession(const session::ConnectionProfile& profile = {}) : m_connection(profile) {}

    [[nodiscard]] FakeConnection& connection() const override { return m_connection; }
    [[nodiscard]] FakeData& data() const override { return m_data; }
    [[nodiscard]] FakeTopics& topics() const override { return m_topics; }
    [[nodiscard]] FakeGroups& groups() const override { return m_groups; }
    [[nodiscard]] FakeRecords& records() const override { return m_records; }
    [[nodiscard]] FakeSeries& series() const override { return m_series; }

    Answers answers; ///< of topics, groups and records

private:
    mutable FakeConnection m_connection;
    mutable FakeData m_data;
    mutable FakeTopics m_topics{answers};
    mutable FakeGroups m_groups{answers};
    mutable FakeRecords m_records{answers};
    mutable FakeSeries m_series;
};

/// For a workspace whose clusters are fakes.
inline std::unique_ptr<session::ClusterSession> makeFakeSession(const session::ConnectionProfile& profile,
                                                                const session::CounterSource&,
                                                                const std::shared_ptr<const base::Clock>&,
                                                                const session::SessionPast&) {
    return std::make_unique<FakeSession>(profile);
}

inline FakeSession& fakeOf(session::ClusterSession& session) {
    return static_cast<FakeSession&>(session);
}
inline const FakeSession& fakeOf(const session::ClusterSession& session) {
    return static_cast<const FakeSession&>(session);
}
inline FakeRecordBrowser& fakeOf(session::RecordBrowser& browser) {
    return static_cast<FakeRecordBrowser&>(browser);
}

/// A cluster that looks like a real one: 23 topics, 7 groups, 3 brokers, 15 minutes of history that ends at
/// `nowMs`.
session::ClusterSnapshot sampleSnapshot(qint64 nowMs);
/// Gives `session` the sample, with events and series.
void fillWithSample(session::ClusterSession& session, qint64 nowMs);

} // namespace support
