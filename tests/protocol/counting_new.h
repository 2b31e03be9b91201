#pragma once

#include <cstddef>

/// Bytes asked of operator new on this thread since the beginning: what a piece of code allocates is a
/// difference.
std::size_t bytesAllocated();
