#pragma once

#include <condition_variable>
#include <mutex>
#include <shared_mutex>

/// Locks that say what they guard. Clang proves it when it compiles (-Wthread-safety): a field that is
/// GUARDED_BY a mutex is touched with it held, a function that REQUIRES it is called so, one that EXCLUDES it
/// is not. Other compilers read past the words. A lambda is a function of its own to clang: what it does
/// under a lock stands in a loop around Lock::wait, or in a function with REQUIRES.
#if defined(__clang__)
#define BASE_THREADS(words) __attribute__((words))
#else
#define BASE_THREADS(words)
#endif
#define GUARDED_BY(mutex) BASE_THREADS(guarded_by(mutex))
#define REQUIRES(...) BASE_THREADS(requires_capability(__VA_ARGS__))
#define REQUIRES_SHARED(...) BASE_THREADS(requires_shared_capability(__VA_ARGS__))
/// Of a function that runs before any other thread knows the object: nothing in it is checked.
#define NOT_SHARED_YET BASE_THREADS(no_thread_safety_analysis)
#define EXCLUDES(...) BASE_THREADS(locks_excluded(__VA_ARGS__))

namespace base {

class BASE_THREADS(capability("mutex")) Mutex {
public:
    void lock() BASE_THREADS(acquire_capability()) { m_mutex.lock(); }
    void unlock() BASE_THREADS(release_capability()) { m_mutex.unlock(); }

private:
    friend class Lock;
    std::mutex m_mutex;
};

/// Holds a mutex to the end of its block, but where it lets go in between.
class BASE_THREADS(scoped_lockable) Lock {
public:
    explicit Lock(Mutex& mutex) BASE_THREADS(acquire_capability(mutex)) : m_lock(mutex.m_mutex) {}
    ~Lock() BASE_THREADS(release_capability()) = default;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    void lock() BASE_THREADS(acquire_capability()) { m_lock.lock(); }
    void unlock() BASE_THREADS(release_capability()) { m_lock.unlock(); }
    /// Until somebody says that something changed, or for no reason: ask again in a loop.
    void wait(std::condition_variable& change) { change.wait(m_lock); }

private:
    std::unique_lock<std::mutex> m_lock;
};

class BASE_THREADS(capability("shared_mutex")) SharedMutex {
public:
    void lock() BASE_THREADS(acquire_capability()) { m_mutex.lock(); }
    void unlock() BASE_THREADS(release_capability()) { m_mutex.unlock(); }
    void lockShared() BASE_THREADS(acquire_shared_capability()) { m_mutex.lock_shared(); }
    void unlockShared() BASE_THREADS(release_shared_capability()) { m_mutex.unlock_shared(); }

private:
    std::shared_mutex m_mutex;
};

/// Many at a time, none beside a WriteLock.
class BASE_THREADS(scoped_lockable) ReadLock {
public:
    explicit ReadLock(SharedMutex& mutex) BASE_THREADS(acquire_shared_capability(mutex)) : m_mutex(mutex) {
        m_mutex.lockShared();
    }
    ~ReadLock() BASE_THREADS(release_capability()) { m_mutex.unlockShared(); }
    ReadLock(const ReadLock&) = delete;
    ReadLock& operator=(const ReadLock&) = delete;

private:
    SharedMutex& m_mutex;
};

class BASE_THREADS(scoped_lockable) WriteLock {
public:
    explicit WriteLock(SharedMutex& mutex) BASE_THREADS(acquire_capability(mutex)) : m_mutex(mutex) {
        m_mutex.lock();
    }
    ~WriteLock() BASE_THREADS(release_capability()) { m_mutex.unlock(); }
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;

private:
    SharedMutex& m_mutex;
};

} // namespace base
