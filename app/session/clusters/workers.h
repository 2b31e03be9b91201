#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include <QThreadPool>

#include "client/loop.h"
#include "client/reaper.h"
#include "session/clusters/timetable.h"

namespace session {

/// The threads that all sessions share, so that their number does not grow with the clusters. Made by the
/// workspace; whoever works on them holds it. For any thread, to let go of the last hold too: they then end
/// elsewhere.
class Workers {
public:
    static std::shared_ptr<Workers> make();

    /// Rounds of questions, each when its time has come.
    [[nodiscard]] Timetable& rounds() { return m_rounds; }
    /// What people ask for.
    [[nodiscard]] QThreadPool& requests() { return m_requests; }
    /// The same with connections of its own, and that may last: it holds up no question.
    [[nodiscard]] QThreadPool& sendings() { return m_sendings; }
    /// Lets go of something large, which takes longer than the screen may wait.
    template <class T>
    void letGo(T old) {
        m_rounds.at(Timetable::Clock::now(), [old = std::move(old)] {});
    }
    [[nodiscard]] client::Reaper& reaper() { return m_reaper; }
    /// Where all connections live.
    [[nodiscard]] const client::Loop& loop() const { return m_loop; }

private:
    Workers();

    client::Loop m_loop = client::makeLoop();
    client::Reaper m_reaper;
    Timetable m_rounds;
    QThreadPool m_requests, m_sendings; // destroyed first: their work uses all of the above
};

} // namespace session
