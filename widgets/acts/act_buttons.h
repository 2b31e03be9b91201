#pragma once

#include <optional>
#include <vector>

#include <QObject>

#include "widgets/acts/act.h"

class QAction;
class QPushButton;

namespace widgets {

/// A page's buttons for acts on what is chosen there, to be pressed exactly while the act can be done. Lives
/// on the UI thread with its page, which places the buttons.
class ActButtons final : public QObject {
    Q_OBJECT
public:
    /// `target`: what is chosen now; none while there is no cluster.
    ActButtons(std::function<std::optional<ActTarget>()> target, QObject* parent);

    /// `name`: of the button, where it is not the act's id.
    QPushButton* add(const Act& act, const QString& name = {});
    /// An act without a button of its own: in the row menu, and behind more().
    void addRare(const Act& act);
    /// The button that offers what was added as rare so far; made once.
    QPushButton* more(const QString& name);
    [[nodiscard]] const std::vector<QPushButton*>& all() const { return m_buttons; } ///< without more()
    /// `possible`: there is a connection, and what is chosen is still there.
    void settle(bool possible);
    /// Why a button cannot be pressed; empty: it can, or there is nothing to say.
    [[nodiscard]] static QString whyNot(const QPushButton* button);
    /// Makes the row menu of a table, with the acts' keys.
    void offerIn(QWidget* table) const;

private:
    std::function<std::optional<ActTarget>()> m_target;
    struct Entry {
        Act act;
        QPushButton* button; ///< null: it is rare
        QAction* action;     ///< null: it has a button
    };
    void run(const Act& act);

    std::vector<Entry> m_entries;
    std::vector<QPushButton*> m_buttons;
    QPushButton* m_more = nullptr;
};

} // namespace widgets
