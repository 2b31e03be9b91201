#include <atomic>
#include <memory>

#include <QDir>
#include <QSemaphore>
#include <QTest>

#include "session/clusters/timetable.h"

using session::Timetable;

namespace {

int threads() {
    return int(QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

} // namespace

class TimetableTest : public QObject {
    Q_OBJECT

    static constexpr int workers = 3;
    int m_others = 0;

    static Timetable::Clock::time_point now() { return Timetable::Clock::now(); }

private slots:
    void initTestCase() { m_others = threads(); }

    void aStepRunsWhenItsTimeHasCome() {
        Timetable timetable;
        std::atomic<bool> late = false, early = false;
        const auto when = now() + std::chrono::milliseconds(50);
        timetable.at(when, [&] {
            early = now() < when;
            late = true;
        });
        QTRY_VERIFY(late);
        QVERIFY(!early);
    }

    void othersStandInForStepsThatTakeLong() {
        QSemaphore end;
        std::atomic<int> begun = 0;
        std::atomic<bool> another = false;
        Timetable timetable;
        for (int i = 0; i < 4 * workers; ++i)
            timetable.at(now(), [&] {
                ++begun;
                end.acquire();
            });
        timetable.at(now(), [&] { another = true; });
        QTRY_COMPARE(begun.load(), 4 * workers);
        QTRY_VERIFY(another);
        end.release(4 * workers);
    }

    void whoStoodInGoes() {
        QSemaphore end;
        std::atomic<int> ended = 0;
        Timetable timetable;
        QTRY_COMPARE(threads(), m_others + 1); // those of the tests before are gone
        const int before = threads();
        for (int i = 0; i < 4 * workers; ++i)
            timetable.at(now(), [&] {
                end.acquire();
                ++ended;
            });
        QTRY_COMPARE(threads(), before + 4 * workers);
        end.release(4 * workers);
        QTRY_COMPARE(ended.load(), 4 * workers);
        // However often there is something to do.
        QTRY_VERIFY2((timetable.at(now(), [] {}), threads() <= before + workers), "threads stay");
    }

    void whatHasNotBegunIsDropped() {
        QSemaphore end;
        std::atomic<int> begun = 0;
        bool dropped = false;
        {
            Timetable timetable;
            for (int i = 0; i < workers; ++i)
                timetable.at(now(), [&] {
                    ++begun;
                    end.acquire();
                });
            QTRY_COMPARE(begun.load(), workers);
            // Its end may ask the timetable for something.
            const std::shared_ptr<void> held(nullptr, [&](void*) {
                timetable.at(now(), [] {});
                dropped = true;
            });
            timetable.at(now(), [held, &begun] { ++begun; });
            end.release(workers);
        }
        QVERIFY(dropped);
    }
};

QTEST_GUILESS_MAIN(TimetableTest)
#include "timetable_test.moc"
