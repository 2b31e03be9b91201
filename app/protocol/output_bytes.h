#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "base/buffer.h"
#include "base/byte_writer.h"

namespace protocol {

/// Bytes to send in order. Large `records` fields are slices of the buffers they came in, not copies.
struct Frame {
    std::vector<base::Buffer> pieces;
    std::size_t size = 0; ///< of all pieces together
};

/// Where a message is written to: one growing run of bytes, with slices of other buffers cut in.
class OutputBytes {
public:
    static constexpr std::size_t neverShare = static_cast<std::size_t>(-1);
    /// Below this a copy is cheaper than another piece to send.
    static constexpr std::size_t worthSharing = 4096;

    /// `shareFrom`: `records` of at least this many bytes are taken as slices.
    explicit OutputBytes(std::size_t shareFrom) : m_shareFrom(shareFrom) {}

    [[nodiscard]] base::ByteWriter& own() { return m_own; }
    [[nodiscard]] std::size_t size() const { return m_own.size() + m_sharedSize; }

    void records(const base::Buffer& records) {
        if (records.size() < m_shareFrom) {
            m_own.bytes(records.view());
            return;
        }
        m_cuts.push_back({m_own.size(), records});
        m_sharedSize += records.size();
    }

    /// Everything written, in order.
    [[nodiscard]] Frame release() {
        Frame frame;
        frame.size = size();
        const base::Buffer own(m_own.release());
        std::size_t from = 0;
        for (auto& cut : std::exchange(m_cuts, {})) {
            if (cut.at > from)
                frame.pieces.push_back(own.slice(from, cut.at - from));
            from = cut.at;
            frame.pieces.push_back(std::move(cut.shared));
        }
        if (own.size() > from)
            frame.pieces.push_back(own.slice(from, own.size() - from));
        return frame;
    }

    /// Precondition: nothing was shared.
    [[nodiscard]] base::Bytes releaseBytes() { return m_own.release(); }

private:
    struct Cut {
        std::size_t at; ///< position in m_own that the slice stands before
        base::Buffer shared;
    };

    std::size_t m_shareFrom;
    base::ByteWriter m_own;
    std::vector<Cut> m_cuts;
    std::size_t m_sharedSize = 0;
};

} // namespace protocol
