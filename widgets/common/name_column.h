#pragma once

#include <QObject>

class QTreeView;

namespace widgets {

/// Gives the first column of a tree the room that its names need, up to a part of the width; the others share
/// what is left. A width that somebody drew it to is kept, as a share. Owned by its view; UI thread.
class NameColumn final : public QObject {
    Q_OBJECT
public:
    struct Room {
        double least, most; ///< of the names, as shares of the width
        int last = 0;       ///< px of the last column; 0: as wide as the others
    };
    NameColumn(QTreeView* view, const Room& room);
    void fit(); ///< the names may have changed

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTreeView* m_view;
    Room m_room;
    double m_own = 0;       ///< the share it was drawn to; 0: nobody did
    bool m_drawing = false; ///< a button of the mouse is down on the header
    bool m_fitting = false;
};

} // namespace widgets
