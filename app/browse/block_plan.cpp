#include "browse/block_plan.h"

#include <algorithm>
#include <cmath>

namespace browse {
namespace {

constexpr std::size_t commonBlock = std::size_t{1} << 20;
constexpr std::size_t largestBlock = std::size_t{8} << 20;
constexpr std::size_t batchesInBlock = 8; ///< what comes in vain is a sixteenth then, about
constexpr std::size_t fewestInBlock = 4;

} // namespace

void BlockPlan::learn(const ReadRows& read) {
    if (read.batches == 0 || !read.begins)
        return;
    m_batchBytes = static_cast<std::size_t>(std::max<std::int64_t>(read.bytes / read.batches, 1));
    const auto offsets = std::max<std::int64_t>(read.next - *read.begins, 1);
    m_bytesPerOffset = static_cast<double>(read.bytes) / static_cast<double>(offsets);
}

void BlockPlan::starve() {
    if (isKnown())
        m_batchBytes = std::min(m_batchBytes * 2, std::max(m_batchBytes, m_room));
}

std::size_t BlockPlan::block() const {
    return std::clamp(batchesInBlock * m_batchBytes, std::min(m_room, commonBlock),
                      std::min(m_room, largestBlock));
}

bool BlockPlan::isOneByOne() const {
    return isKnown() && block() / m_batchBytes < fewestInBlock;
}

std::size_t BlockPlan::batches() const {
    return std::max<std::size_t>(block() / m_batchBytes, 1);
}

std::size_t BlockPlan::bytes() const {
    if (!isKnown())
        return std::min(m_room, commonBlock);
    // Batches of one producer are about alike, not equal.
    return isOneByOne() ? m_batchBytes + m_batchBytes / 20 : batches() * m_batchBytes + m_batchBytes / 8;
}

std::int64_t BlockPlan::offsets() const {
    if (!isKnown())
        return 1;
    // To the middle of a batch, so that one more or less is seldom met. As a double: a compacted topic may
    // have one byte in many offsets.
    const double wanted = (static_cast<double>(batches()) - 0.5) * static_cast<double>(m_batchBytes);
    return static_cast<std::int64_t>(std::clamp(wanted / m_bytesPerOffset, 1.0, 1e15));
}

std::size_t BlockPlan::bytesOf(std::int64_t offsets) const {
    if (!isKnown() || isOneByOne())
        return bytes();
    const auto batch = static_cast<double>(m_batchBytes);
    const double touched = std::ceil(static_cast<double>(offsets) * m_bytesPerOffset / batch - 0.1);
    const double most = static_cast<double>(batches() + 1);
    return static_cast<std::size_t>(std::clamp(touched, 1.0, most) * batch) + m_batchBytes / 8;
}

} // namespace browse
