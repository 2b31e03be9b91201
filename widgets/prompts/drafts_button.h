#pragma once

#include <functional>
#include <optional>

#include <QPushButton>

#include "session/produce_drafts.h"

class QMenu;

namespace widgets {

/// Keeps forms of Produce by name and brings them back. Belongs to the dialog. UI thread.
class DraftsButton final : public QPushButton {
    Q_OBJECT
public:
    /// `now`: the form as it is filled in.
    DraftsButton(session::Settings& settings, std::function<session::SavedDraft()> now);

signals:
    /// `isKept`: by its name; else it is what stood in the form before one was chosen.
    void chosen(const session::SavedDraft& draft, bool isKept);

private:
    void fill();
    void ask();
    void keep(const QString& name);
    void choose(const QString& name);
    void goBack();

    session::ProduceDrafts m_drafts;
    const std::function<session::SavedDraft()> m_now;
    std::optional<session::SavedDraft> m_before; ///< the form, when one was chosen
    QMenu* m_menu;
};

} // namespace widgets
