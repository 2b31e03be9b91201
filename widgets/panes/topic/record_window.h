#pragma once

#include <QWidget>

namespace widgets {

class RecordView;

/// A window of its own for one record. Deleted when closed, and with the page it came from.
class RecordWindow final : public QWidget {
    Q_OBJECT
public:
    RecordWindow(RecordView* view, QWidget* page); ///< takes the view
};

} // namespace widgets
