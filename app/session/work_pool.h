#pragma once

class QThreadPool;

namespace session {

/// A pool's thread that waits so long in vain goes. Short, for a pool gives its work to its threads in turn:
/// those of a burst would stay as long as there is anything to do twice a second.
inline constexpr int poolIdleMs = 500;

/// Threads for what takes long or may block: decoding, files, sorting, letting go. Not Qt's own pool: Qt
/// paints with that, and the window would stand still while it is busy. The program waits for what runs when
/// it ends. Any thread.
[[nodiscard]] QThreadPool* workPool();

} // namespace session
