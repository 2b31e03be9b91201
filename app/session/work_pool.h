#pragma once

class QThreadPool;

namespace session {

/// A pool's thread that waits so long in vain goes: most work comes by bursts.
inline constexpr int poolIdleMs = 5'000;

/// Threads for what takes long or may block: decoding, files, sorting, letting go. Not Qt's own pool: Qt
/// paints with that, and the window would stand still while it is busy. The program waits for what runs when
/// it ends. Any thread.
[[nodiscard]] QThreadPool* workPool();

} // namespace session
