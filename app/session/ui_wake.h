#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include <QObject>

namespace session {

/// Calls something on the thread of its receiver, from any thread, for as long as the receiver lives: workers
/// may outlast the object on the screen that they work for. The receiver calls `detach` in its destructor.
class UiWake {
public:
    UiWake(QObject* receiver, std::function<void()> call)
        : m_receiver(receiver), m_call(std::make_shared<std::function<void()>>(std::move(call))) {}

    void wake() {
        const std::lock_guard lock(m_mutex);
        if (m_receiver)
            QMetaObject::invokeMethod(
                m_receiver, [call = m_call] { (*call)(); }, Qt::QueuedConnection);
    }

    void detach() {
        const std::lock_guard lock(m_mutex);
        m_receiver = nullptr;
    }

private:
    std::mutex m_mutex; // guards m_receiver
    QObject* m_receiver;
    const std::shared_ptr<std::function<void()>> m_call;
};

} // namespace session
