#pragma once

#include "support/fake_ports.h"

namespace support {

/// Reads nothing: every run finds what the test gave.
class FakeRecordBrowser final : public session::RecordBrowser {
public:
    using RecordBrowser::RecordBrowser;

    [[nodiscard]] session::BrowseState state() const override { return m_state; }
    [[nodiscard]] session::StopReason stopReason() const override {
        return m_state == session::BrowseState::Stopped ? reason : session::StopReason::None;
    }
    [[nodiscard]] const std::optional<base::Error>& error() const override { return wrong; }
    [[nodiscard]] const session::BrowseProgress& progress() const override { return done; }
    [[nodiscard]] bool orderIsApproximate() const override { return false; }
    [[nodiscard]] const session::BrowseQuery& query() const override { return asked; }
    void run(const session::BrowseQuery& query) override;
    void more() override {}
    void refilter(const session::RecordWish& wish) override {
        static_cast<session::RecordWish&>(asked) = wish;
        ++refilters;
        emit stateChanged();
    }
    void pause() override { become(session::BrowseState::Paused); }
    void resume() override { become(session::BrowseState::Running); }
    void stop() override { become(session::BrowseState::Stopped); }
    [[nodiscard]] bool showsEarlier() const override { return m_earlier; }
    [[nodiscard]] qint64 readAtMs() const override { return m_readAtMs; }
    [[nodiscard]] QString topicId() const override { return topic; }
    [[nodiscard]] const std::vector<session::HeldRange>& held() const override { return ranges; }
    [[nodiscard]] int rowCount() const override { return static_cast<int>(rows.size()); }
    [[nodiscard]] const session::RecordRow& row(int index) const override { return rows[std::size_t(index)]; }
    void loadWhole(const session::RecordRow& was) override { loads << std::pair(was.partition, was.offset); }
    session::Job<std::vector<session::RecordRow>>* readWhole(std::vector<session::RecordRow> of,
                                                             QObject* owner) override;
    void lookBefore(const session::RecordRow& was) override {
        if (before)
            emit beforeKnown(was, *before);
    }

    /// As a reading does it: the rows change, then it says so.
    void append(const std::vector<session::RecordRow>& fresh);
    void prepend(const std::vector<session::RecordRow>& fresh);
    void drop(int count); ///< from the end

    std::vector<session::RecordRow> answers; ///< what every run finds; empty: forty orders
    std::vector<session::RecordRow> rows;
    session::StopReason reason = session::StopReason::EndReached; ///< once stopped
    session::BrowseProgress done;
    session::BrowseQuery asked; ///< with the last run
    int runs = 0, refilters = 0;
    bool endsAtOnce = true;                             ///< a run; else with stop()
    QString topic;                                      ///< the id of the one that rows are from
    std::optional<base::Error> wrong;                   ///< with it every run fails and replaces nothing
    std::vector<session::HeldRange> ranges;             ///< as told once a run has ended
    std::function<void(session::RecordRow&)> makeWhole; ///< of a record that was cut
    QVector<std::pair<int, qint64>> loads;              ///< asked for whole, newest last
    std::optional<session::RecordBefore> before;        ///< what every question answers; none: silence

private:
    void become(session::BrowseState state) {
        m_state = state;
        emit stateChanged();
    }
    session::BrowseState m_state = session::BrowseState::Idle;
    bool m_earlier = false;
    qint64 m_readAtMs = 0;
};

class FakeRecords final : public session::Records {
public:
    explicit FakeRecords(const Answers& answers) : m_answers(answers) {}

    session::RecordBrowser* browse(const QString&, QObject* owner) override {
        auto* browser = new FakeRecordBrowser(owner);
        browser->answers = found;
        browser->wrong = unreadable;
        return browser;
    }
    session::Job<session::ProducedRecords>* produce(const session::ProduceDraft& draft,
                                                    QObject* owner) override {
        produced << draft;
        const QVector<session::ProducedPart> one{{draft.partition.value_or(0), 100, 99 + draft.repeat}};
        auto* job = m_answers.give(
            owner, session::ProducedRecords{draft.repeat, arrives.isEmpty() ? one : arrives, notKept});
        job->leave(left);
        return job;
    }

    std::vector<session::RecordRow> found;   ///< by browsing; empty: forty orders
    std::optional<base::Error> unreadable;   ///< what browsing fails with; none: it succeeds
    QVector<session::ProduceDraft> produced; ///< newest last
    QVector<session::ProducedPart> arrives;  ///< where all goes; empty: one partition, from offset 100 on
    session::DraftRest left;                 ///< by a sending that fails
    qint64 notKept = 0;                      ///< times given that the topic does not keep

private:
    const Answers& m_answers;
};

} // namespace support
