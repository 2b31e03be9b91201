#pragma once

#include <QCheckBox>

#include "session/runs.h"

namespace widgets {

/// Stands beside the ways on of a run: whether the rest sends records once more that may be stored already.
/// Hidden where there are none. UI thread.
class UnsureChoice final : public QCheckBox {
public:
    UnsureChoice();
    void settle(const session::RunRow& run);
    [[nodiscard]] session::Unsure chosen() const;

private:
    QString m_id; ///< of the run
    qint64 m_count = 0;
};

} // namespace widgets
