#pragma once

#include <functional>

#include <QTimer>
#include <QWidget>

#include "base/result.h"
#include "models/cells.h"

class QLabel;
class QPushButton;

namespace widgets {

class ToneLabel;

/// What concerns one page or dialog, said inside it: what happened, Kafka's words, what to do next. Hidden
/// until it says something.
class MessageBar final : public QWidget {
    Q_OBJECT
public:
    explicit MessageBar(const QString& objectName, QWidget* parent = nullptr);
    void say(models::Tone tone, const QString& what, const QString& aside = {});
    /// What was done as asked: goes by itself after a while, and offers nothing.
    void sayDone(const QString& what);
    void say(const base::Error& error,
             const QString& whatFailed); ///< an error with its Kafka name and remedy
    [[nodiscard]] bool says(const QString& what) const { return !isHidden() && accessibleName() == what; }
    /// The button at the right; without words there is none.
    void offer(const QString& button, std::function<void()> act);
    /// A second way out, before that button; without words there is none.
    void offerOther(const QString& button, std::function<void()> act);
    void setClosable(bool closable);

signals:
    void closed(); ///< by the user

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void tintIcon();
    models::Tone m_tone = models::Tone::Accent;
    QLabel* m_icon;
    ToneLabel *m_what, *m_aside;
    QPushButton *m_other, *m_act, *m_close;
    QTimer m_goes{this}; ///< runs while what is said goes by itself
    std::function<void()> m_action, m_otherAction;
};

} // namespace widgets
