#pragma once

#include <QScrollArea>

namespace widgets {

/// The fields of a dialog: as tall as they are where the screen has room for it, else they scroll and the
/// dialog's foot stays on the screen. UI thread.
class FormBody final : public QScrollArea {
    Q_OBJECT
public:
    explicit FormBody(QLayout* content, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] int mostHeight() const;
};

} // namespace widgets
