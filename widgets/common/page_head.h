#pragma once

#include <QWidget>

class QHBoxLayout;

namespace widgets {

class ToneLabel;

/// The top of a page: what it is about, what is known of that in a few words, what can be done with it. A
/// long name gives way to the rest. UI thread.
class PageHead final : public QWidget {
    Q_OBJECT
public:
    explicit PageHead(const QString& title, QWidget* parent = nullptr);

    void addFact(QWidget* widget, int stretch = 0); ///< after the title, in order
    void addAct(QWidget* button);                   ///< at the far end, in order

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fitName();
    QString m_title;
    ToneLabel* m_name;
    QHBoxLayout *m_facts, *m_acts;
    int m_room = 0; ///< for the name, px
};

} // namespace widgets
