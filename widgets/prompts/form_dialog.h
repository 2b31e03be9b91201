#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "models/cells.h"
#include "widgets/prompts/popup_dialog.h"

namespace session {
class ClusterSession;
}

class QGridLayout;
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace widgets {

class CommandBlock;
class MessageBar;
class AskedCluster;
class ToneLabel;

/// The frame of every form: title, fields with a sentence below them, the equivalent command line, an error
/// bar that keeps the contents, and a foot with Cancel and the one button that names the act. Enter does it,
/// Esc leaves. Deletes itself when it closes.
class FormDialog : public PopupDialog {
    Q_OBJECT
public:
    FormDialog(const QString& title, const QString& aside, const QString& act, QWidget* parent);
    ~FormDialog() override;
    /// What is asked here is asked of this cluster: once its connection is closed, or another one answers
    /// there, the form says so, and does nothing any more. What is under way goes on, and how it ended stays.
    void actsOn(const session::ClusterSession& cluster);

    /// What stands below a field: a doubt (Warn), an error (Bad) or plain help (Muted).
    class Row {
    public:
        /// So many lines stay free for sentences.
        void keepRoom(int lines);
        void keepNoRoom(); ///< nothing is ever said of the field
        void say(const QString& sentence, models::Tone tone = models::Tone::Muted);
        [[nodiscard]] models::Tone tone() const { return m_tone; }
        [[nodiscard]] QString words() const;

    private:
        friend class FormDialog;
        QWidget* field = nullptr;
        QWidget* icon = nullptr;
        ToneLabel* sentence = nullptr;
        models::Tone m_tone = models::Tone::Muted;
    };

    /// Adds a field; `label` is tied to it. The row lives as long as the dialog.
    Row* addRow(const QString& label, QWidget* field);
    void addSeparator();

protected:
    bool event(QEvent* event) override;
    [[nodiscard]] QVBoxLayout* content() const { return m_content; } ///< above the command line
    [[nodiscard]] QHBoxLayout* foot() const { return m_foot; }       ///< left of Cancel
    [[nodiscard]] QPushButton* actButton() const { return m_act; }
    [[nodiscard]] MessageBar* bar() const { return m_bar; }
    void setCommand(const QString& commandLine); ///< empty: none is shown
    void refuseCommand(const QString& why);      ///< in its place: there is none
    void keepCommand(int lines = 1);             ///< its place stays where there is none, or it is shorter
    void keepCommandLines(int lines);            ///< its place stays where it is shorter
    /// What the form does cannot be undone: it looks like that, and Enter does not do it.
    void setDangerous();
    void setActText(const QString& words);              ///< when nothing is asked
    void setBusy(bool busy, const QString& words = {}); ///< while asked: the button waits, fields stay
    [[nodiscard]] bool isBusy() const { return m_busy; }
    void allowAct(bool can); ///< whether what is typed can be done: the button waits for that too
    /// What was asked for goes on by itself: nothing is left to cancel, only the button that closes.
    void letGo(const QString& words);
    /// `whatFailed` is said where that is known.
    void fail(const base::Error& error, const QString& whatFailed);
    /// The main button or Enter. The form stays open until accept().
    virtual void act() = 0;
    /// Whether Esc would lose what somebody typed: it asks for a second one then.
    [[nodiscard]] virtual bool holdsUnsent() const { return false; }
    void typedOn(); ///< something was typed since: Esc asks anew
    void keyPressEvent(QKeyEvent* event) override;

private:
    void actUnlessOver();
    [[nodiscard]] QString whyOver() const; ///< empty: it can be done still
    void followCluster();

    QVBoxLayout* m_content;
    QGridLayout* m_grid;
    QHBoxLayout* m_foot;
    QPushButton *m_act, *m_cancel;
    MessageBar* m_bar;
    CommandBlock* m_command;
    QWidget* m_commandBox;
    QSize m_settled; ///< with which it was last put on the screen
    bool m_keepsCommand = false;
    bool m_warned = false; ///< that Esc loses what was typed
    bool m_busy = false, m_canAct = true;
    QString m_actText, m_saidOver; ///< the last: why nothing could be done when that was last said
    std::unique_ptr<AskedCluster> m_onCluster; ///< null: it is asked of none, or was asked already
    std::vector<std::unique_ptr<Row>> m_rows;
};

} // namespace widgets
