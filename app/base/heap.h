#pragma once

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/// How the C library holds memory. To be said first in main.
namespace base {

/// All threads share two arenas: one for each would cost more memory than it saves waiting, and what one
/// thread lets go of would not serve the others.
inline void shareHeap() {
#if defined(__GLIBC__)
    mallopt(M_ARENA_MAX, 2);
#endif
}

/// For a program that is open for days: what is free at the heap's end goes back to the system.
inline void giveBackFreeMemory() {
#if defined(__GLIBC__)
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
#endif
}

} // namespace base
