#pragma once

class QByteArray;
class QWidget;

namespace widgets {

/// Puts a window where it was (`remembered`: what QWidget::saveGeometry() gave), or where it was nowhere, so
/// that it fits its screen with the frame that the platform puts around it. Before it is shown; UI thread.
void place(QWidget& window, const QByteArray& remembered);

} // namespace widgets
