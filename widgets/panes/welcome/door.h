#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace widgets {

class NameLine;
class ToneLabel;

/// One of the ways in: a picture, a name, what it is, three facts, and its button. Owned by the welcome page.
class Door final : public QWidget {
    Q_OBJECT
public:
    Door(const QString& icon, const QString& name, const QString& words, QWidget* parent = nullptr);
    ToneLabel* addFact(const QString& icon, const QString& words, bool code = false);
    NameLine* addName(const QString& icon); ///< a fact of one line that may be cut in its middle
    [[nodiscard]] QHBoxLayout* foot() const { return m_foot; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addLine(const QString& icon, QWidget* words);

    QVBoxLayout* m_facts;
    QHBoxLayout* m_foot;
};

} // namespace widgets
