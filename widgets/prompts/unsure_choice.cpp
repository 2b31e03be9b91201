#include "widgets/prompts/unsure_choice.h"

#include <utility>

#include "models/run_words.h"

namespace widgets {

UnsureChoice::UnsureChoice() {
    setObjectName(QStringLiteral("sendUnsure"));
    setToolTip(models::sendsUnsureTip());
    hide();
}

void UnsureChoice::settle(const session::RunRow& run) {
    setVisible(run.mayBeTwice > 0);
    const bool another = std::exchange(m_id, run.id) != run.id;
    if (std::exchange(m_count, run.mayBeTwice) == run.mayBeTwice && !another)
        return;
    setText(models::sendsUnsure(m_count));
    setChecked(true);
}

session::Unsure UnsureChoice::chosen() const {
    return isChecked() ? session::Unsure::SendAgain : session::Unsure::LeaveOut;
}

} // namespace widgets
