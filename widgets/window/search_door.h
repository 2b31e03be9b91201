#pragma once

#include <QAbstractButton>

namespace widgets {

/// Looks like a field and opens the palette: "Search or run a command… Ctrl+K". Takes what room there is.
/// Owned by the tool bar.
class SearchDoor final : public QAbstractButton {
    Q_OBJECT
public:
    explicit SearchDoor(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace widgets
