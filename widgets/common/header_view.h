#pragma once

#include <QHeaderView>

namespace widgets {

/// Column headers: 28 px, small muted words, a hairline between columns, a small arrow at the sorted one.
/// Owned by its view.
class HeaderView final : public QHeaderView {
    Q_OBJECT
public:
    explicit HeaderView(QWidget* parent);
    QSize sizeHint() const override;
    /// As it is drawn into `room` pixels.
    [[nodiscard]] QString shownTitle(int section, int room) const;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override; ///< a title that is cut is its tooltip

private:
    [[nodiscard]] QFont fontOf(int section) const;
};

} // namespace widgets
