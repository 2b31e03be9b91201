#pragma once

#include <functional>

#include <QFrame>

#include "models/palette_search.h"

class QLineEdit;
class QListView;

namespace widgets {

class PaletteList;
class ToneLabel;

/// How a row of the palette reads besides its text.
struct PaletteRow {
    QString aside, figure, keys;
    QString why; ///< it cannot be chosen; empty: it can
};

/// What there is to find, and how it is told.
struct PaletteStock {
    std::vector<models::Findable> all;
    /// Asked about the few rows that are shown.
    std::function<PaletteRow(const models::Findable&)> describe;
    /// What can be done to a topic or group that was found; none: nothing is offered.
    std::function<std::vector<models::Findable>(const models::Findable&)> actsOn = {};
    QString placeholder, nothing; ///< in the empty field; where nothing matches
    bool picks = false;           ///< one of a single kind: rows without headings, as many as there are
};

/// Goes to whatever is typed. Opens over its window and deletes itself when it closes. UI thread.
class Palette final : public QFrame {
    Q_OBJECT
public:
    Palette(PaletteStock stock, QWidget* window);
    void popUp();
    /// What there is to find by now; the chosen row stays chosen.
    void take(std::vector<models::Findable> all);

signals:
    void chosen(const models::Findable& what, bool ownWindow);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildList();
    [[nodiscard]] QWidget* foot();
    void find();
    [[nodiscard]] std::vector<models::Findable> actsNamed(const QString& text);
    void settleSize();
    void turn(int step);
    void choose(const QModelIndex& row, bool ownWindow);

    PaletteStock m_stock;
    models::PaletteSearch m_search;
    QPoint m_restsAt; ///< where the mouse was when the rows came
    QWidget* m_window;
    QLineEdit* m_field;
    ToneLabel *m_count, *m_nothing;
    PaletteList* m_rows;
    QListView* m_view;
    QWidget* m_marks; ///< what "#", "@" and ">" do; goes where there is no room
};

} // namespace widgets
