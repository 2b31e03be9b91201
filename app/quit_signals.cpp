#include "quit_signals.h"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSocketNotifier>

namespace {

// A signal handler may do little more than write: the other end wakes the event loop. Never closed for
// writing while a handler could still run.
int wakePipe[2] = {-1, -1};

void wake(int) {
    const char byte = 0;
    // A full pipe has woken the loop already.
    [[maybe_unused]] const auto written = ::write(wakePipe[1], &byte, 1);
}

constexpr int handled[] = {SIGTERM, SIGINT, SIGHUP};

} // namespace

QuitSignals::QuitSignals(QObject* parent) : QObject(parent) {
    if (::pipe2(wakePipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals then end the program as they do by default
    m_notifier = new QSocketNotifier(wakePipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        QCoreApplication::exit(0);
    });
    struct sigaction action {};
    action.sa_handler = wake;
    // Back to the default after the first: a stop that hangs can still be ended.
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    for (const int number : handled) {
        struct sigaction before {};
        ::sigaction(number, nullptr, &before);
        if (before.sa_handler != SIG_IGN) // as nohup has it
            ::sigaction(number, &action, nullptr);
    }
}

QuitSignals::~QuitSignals() = default;
