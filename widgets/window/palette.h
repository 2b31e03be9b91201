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
};

/// Goes to whatever is typed: topics, groups, pages, clusters, acts and what was opened from here before.
/// Opens over its window and deletes itself when it closes. UI thread.
class Palette final : public QFrame {
    Q_OBJECT
public:
    /// `describe` is asked about the few rows that are shown.
    Palette(std::vector<models::Findable> all, std::function<PaletteRow(const models::Findable&)> describe,
            QWidget* window);
    void popUp();

signals:
    void chosen(const models::Findable& what, bool ownWindow);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void find();
    void settleSize();
    void choose(const QModelIndex& row, bool ownWindow);

    models::PaletteSearch m_search;
    QWidget* m_window;
    QLineEdit* m_field;
    ToneLabel* m_count;
    PaletteList* m_rows;
    QListView* m_view;
};

} // namespace widgets
