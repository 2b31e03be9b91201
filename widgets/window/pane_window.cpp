#include "widgets/window/pane_window.h"

#include <utility>

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/pane_registry.h"
#include "widgets/theme/icons.h"

namespace widgets {

PaneWindow::PaneWindow(Pane* page, const PaneInfo& info, const QString& cluster)
    : m_page(page), m_info(&info), m_cluster(cluster), m_place(label(Text::Hint, {})) {
    setObjectName(QStringLiteral("paneWindow"));
    setWindowIcon(theme::programIcon());
    setMinimumSize(640, 400);
    auto* strip = new RaisedStrip(Qt::BottomEdge);
    strip->setFixedHeight(34);
    auto* line = new QHBoxLayout(strip);
    line->setContentsMargins(16, 0, 8, 1);
    line->setSpacing(8);
    line->addWidget(m_place, 1);
    auto* back = flatButton(tr("Back to the tabs"), QStringLiteral("backToTabs"), QStringLiteral("left"));
    line->addWidget(back);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(strip);
    rows->addWidget(page, 1);
    page->show();
    connect(back, &QPushButton::clicked, this, &PaneWindow::backRequested);
    connect(page, &Pane::titleChanged, this, &PaneWindow::takeTitle);
    connect(new QShortcut(Qt::CTRL | Qt::Key_W, this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(Qt::Key_F5, this), &QShortcut::activated, this, [this] { m_page->refresh(); });
    takeTitle();
}

void PaneWindow::takeTitle() {
    const QString title = m_page->title();
    setWindowTitle(tr("%1 on %2 – Milena").arg(title, m_cluster));
    m_place->setText(m_cluster);
}

Pane* PaneWindow::takePage() {
    Pane* page = std::exchange(m_page, nullptr);
    disconnect(page, nullptr, this, nullptr);
    page->setParent(nullptr);
    return page;
}

void PaneWindow::closeEvent(QCloseEvent* event) {
    QWidget::closeEvent(event);
    emit closing();
}

void PaneWindow::moveEvent(QMoveEvent* event) {
    QWidget::moveEvent(event);
    emit moved();
}

void PaneWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    emit moved();
}

void PaneWindow::keyPressEvent(QKeyEvent* event) {
    if (!m_page || !m_page->startFilter(*event))
        QWidget::keyPressEvent(event);
}

} // namespace widgets
