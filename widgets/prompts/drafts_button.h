#pragma once

#include <functional>

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
    void chosen(const session::SavedDraft& draft);

private:
    void fill();
    void ask();
    void keep(const QString& name);

    session::ProduceDrafts m_drafts;
    const std::function<session::SavedDraft()> m_now;
    QMenu* m_menu;
};

} // namespace widgets
