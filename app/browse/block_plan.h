#pragma once

#include <cstddef>

#include "browse/row_reader.h"

namespace browse {

/// How much of one partition to ask for at once, learned from the batches that came. An answer is cut where
/// its room ends, and the piece of a batch at its end comes in vain: so a block holds many batches, or, where
/// they are too large for that, a single one.
class BlockPlan {
public:
    /// `room`: the most that a block may take in memory, unless one batch alone is larger.
    explicit BlockPlan(std::size_t room) : m_room(room) {}

    void learn(const ReadRows& read);
    /// The last answer had no room for a batch of this partition: they have grown.
    void starve();

    [[nodiscard]] bool isKnown() const { return m_batchBytes > 0; }
    [[nodiscard]] bool isOneByOne() const;
    /// Of a block that is read from its start on.
    [[nodiscard]] std::size_t bytes() const;
    /// How many offsets a block spans, about.
    [[nodiscard]] std::int64_t offsets() const;
    /// Of as many offsets, which need not begin where a batch does.
    [[nodiscard]] std::size_t bytesOf(std::int64_t offsets) const;

private:
    [[nodiscard]] std::size_t block() const;
    [[nodiscard]] std::size_t batches() const; ///< in a block

    const std::size_t m_room;
    std::size_t m_batchBytes = 0; ///< on average in the last chunk; 0: nothing has come
    double m_bytesPerOffset = 0;
};

} // namespace browse
