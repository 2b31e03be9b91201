#pragma once

#include <QLabel>

#include "models/cells.h"

class QPushButton;

/// The plain parts that every page is put together from. All follow the theme by themselves; the caller's
/// layout takes ownership.
namespace widgets {

/// What a piece of text is for; decides its size.
enum class Text { Body, Muted, Hint, Section, Title, Headline, Label, Mono, Figure };

/// A label in one of the window's sizes and a tone of the theme.
class ToneLabel : public QLabel {
    Q_OBJECT
public:
    ToneLabel(Text kind, const QString& text, QWidget* parent = nullptr);
    void setTone(models::Tone tone);
    /// Cut where it is wider than `width` px; the whole is its tooltip then.
    void showShortened(const QString& text, int width, Qt::TextElideMode cutAt = Qt::ElideMiddle);

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();
    models::Tone m_tone;
};

[[nodiscard]] ToneLabel* label(Text kind, const QString& text);

/// The one main act of a page or dialog.
[[nodiscard]] QPushButton* mainButton(const QString& text, const QString& objectName);
/// The main act of a dialog where it destroys something.
[[nodiscard]] QPushButton* dangerButton(const QString& text, const QString& objectName);
[[nodiscard]] QPushButton* plainButton(const QString& text, const QString& objectName,
                                       const QString& icon = {});
/// Without a border, for bars.
[[nodiscard]] QPushButton* flatButton(const QString& text, const QString& objectName, const QString& icon);
/// Only an icon; the words are its tooltip and accessible name.
[[nodiscard]] QPushButton* iconButton(const QString& words, const QString& objectName, const QString& icon);
[[nodiscard]] QPushButton* linkButton(const QString& text, const QString& objectName);

/// Frames a field whose content cannot be.
void markWrong(QWidget& field, bool wrong);

/// A line of one pixel in the hairline colour.
class Hairline final : public QWidget {
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation = Qt::Horizontal, int length = 0);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A strip on the raised ground (tool bar, rail, status bar) with hairlines at the given edges.
class RaisedStrip : public QWidget {
    Q_OBJECT
public:
    explicit RaisedStrip(Qt::Edges lines, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Edges m_lines;
};

/// Facts in a row, as many from the first on as there is room for; the tooltip has them all then.
class FactLine final : public ToneLabel {
    Q_OBJECT
public:
    explicit FactLine(QWidget* parent = nullptr);
    void setFacts(const QStringList& facts);
    void setAside(const QString& words); ///< in the tooltip, below the facts where these are cut
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QStringList m_facts;
    QString m_aside;
};

/// One line that is cut where it does not fit, a name in its middle; the whole is its tooltip then.
class NameLine final : public ToneLabel {
    Q_OBJECT
public:
    explicit NameLine(Text kind, QWidget* parent = nullptr);
    void setName(const QString& name);
    void setCutAt(Qt::TextElideMode where) {
        m_cutAt = where;
    } ///< of words, which are read from the begin on
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_name;
    Qt::TextElideMode m_cutAt = Qt::ElideMiddle;
};

/// A word on a tinted ground.
class Badge final : public QWidget {
    Q_OBJECT
public:
    Badge(const QString& text, models::Tone tone, QWidget* parent = nullptr);
    void say(const QString& text, models::Tone tone, models::Shape shape = models::Shape::None);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    models::Tone m_tone;
    models::Shape m_shape = models::Shape::None;
};

/// A state: shape and word in its tone.
class StateLabel final : public QWidget {
    Q_OBJECT
public:
    explicit StateLabel(QWidget* parent = nullptr);
    void say(models::Shape shape, models::Tone tone, const QString& word);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    models::Shape m_shape = models::Shape::None;
    models::Tone m_tone = models::Tone::Muted;
    QString m_word;
};

/// A large figure under its small label, with a unit and an aside behind it: "In / 33 401 msg/s 19.4 MiB/s".
class Figure final : public QWidget {
    Q_OBJECT
public:
    explicit Figure(const QString& caption, const QString& objectName, QWidget* parent = nullptr);
    void setValue(const QString& value, const QString& unit = {}, const QString& aside = {});
    void setStale(bool stale);      ///< what it shows is old: greyed
    void setAsideShown(bool shown); ///< pages leave it out where there is no room
    void setUnitShown(bool shown);
    void setMark(models::Shape shape, models::Tone tone); ///< behind the value; says the state
    [[nodiscard]] QString value() const;

private:
    ToneLabel *m_value, *m_unit;
    NameLine* m_aside;
    StateLabel* m_mark;
};

} // namespace widgets
