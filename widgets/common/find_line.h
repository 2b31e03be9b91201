#pragma once

#include <QWidget>

class QLineEdit;

namespace widgets {

class ToneLabel;

/// A line to look for text inside a view: Enter goes to the next place, Shift+Enter to the one before, Esc
/// closes it. Hidden until opened.
class FindLine final : public QWidget {
    Q_OBJECT
public:
    explicit FindLine(QWidget* parent = nullptr);
    void open();
    /// Of the last request; `where`: what of the whole was looked at, if not all.
    void tell(const QString& outcome, const QString& where = {});
    /// Something else is looked at: asks anew for what was told of.
    void askAgain();
    [[nodiscard]] QString words() const;

signals:
    void requested(const QString& words, bool backwards);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* m_words;
    ToneLabel *m_outcome, *m_where;
};

} // namespace widgets
