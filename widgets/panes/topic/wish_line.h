#pragma once

#include <optional>

#include <QWidget>

#include "session/records.h"
#include "widgets/panes/topic/find_panel.h"

class QLineEdit;
class QPushButton;

namespace widgets {

class ToneLabel;

/// What a reading looks for: the text, and beside it a panel with everything else that a record may be asked.
class WishLine final : public QWidget {
    Q_OBJECT
public:
    explicit WishLine(QWidget* parent = nullptr);
    [[nodiscard]] session::RecordWish wish() const;
    /// Once its text is cleared, what is typed next is looked for as before.
    void setWish(const session::RecordWish& wish);
    void findAll(); ///< nothing is asked for, and nothing waits for the end of a transaction
    void followKeys(const session::PayloadReader& reader, const FindPanel::FoundKey& found); ///< see there
    /// What is wrong with a regular expression; empty: nothing.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] FindPanel& panel() { return *m_panel; }
    [[nodiscard]] const FindPanel& panel() const { return *m_panel; }
    /// Says that what is typed is not what is shown.
    void setPending(bool pending);
    void focusField();

signals:
    void changed();
    void transactionsChanged();
    void submitted();

private:
    void build();
    void connectPanel();
    void takeText();
    void settle();

    /// How the text was looked for before one was put here, and how that one is.
    struct Put {
        session::TextWish before, its;
    };
    std::optional<Put> m_put;
    QLineEdit* m_field;
    ToneLabel* m_hint;
    QPushButton* m_more;
    FindPanel* m_panel;
};

} // namespace widgets
