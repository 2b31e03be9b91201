#include "widgets/window/pane_window.h"

#include <utility>

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/pane_registry.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/window/answer_words.h"
#include "widgets/window/lock_line.h"

namespace widgets {

PaneWindow::PaneWindow(Pane* page, const PaneInfo& info, session::ClusterSession* cluster, Prompts& prompts)
    : m_page(page)
    , m_info(&info)
    , m_cluster(cluster)
    , m_place(label(Text::Hint, {}))
    , m_state(new StateLabel) {
    setObjectName(QStringLiteral("paneWindow"));
    setWindowIcon(theme::programIcon());
    setMinimumSize(640, 400);
    auto* strip = new RaisedStrip(Qt::BottomEdge);
    strip->setFixedHeight(34);
    auto* line = new QHBoxLayout(strip);
    line->setContentsMargins(16, 0, 8, 1);
    line->setSpacing(8);
    m_state->setObjectName(QStringLiteral("paneWindowState"));
    m_state->setFont(theme::hintFont());
    line->addWidget(m_place);
    line->addWidget(m_state);
    line->addStretch();
    auto* lock = new LockLine(prompts);
    line->addWidget(lock);
    lock->setCluster(cluster);
    auto* back = flatButton(tr("Back to the tabs"), QStringLiteral("backToTabs"), QStringLiteral("left"));
    line->addWidget(back);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(strip);
    rows->addWidget(page, 1);
    page->show();
    connect(back, &QPushButton::clicked, this, &PaneWindow::backRequested);
    connect(page, &Pane::titleChanged, this, &PaneWindow::takeProfile);
    connect(new QShortcut(Qt::CTRL | Qt::Key_W, this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(Qt::Key_F5, this), &QShortcut::activated, this, [this] { m_page->refresh(); });
    auto* second = new QTimer(this);
    second->setInterval(1000);
    connect(second, &QTimer::timeout, this, &PaneWindow::takeState);
    second->start();
    if (cluster) {
        connect(&cluster->connection(), &session::Connection::profileChanged, this, &PaneWindow::takeProfile);
        connect(&cluster->connection(), &session::Connection::stateChanged, this, &PaneWindow::takeState);
        connect(&cluster->data(), &session::ClusterData::snapshotChanged, this, &PaneWindow::takeState);
    }
    takeProfile();
    takeState();
}

void PaneWindow::takeState() {
    const StateWords words = answerWords(m_cluster);
    m_state->say(words.shape, words.tone, words.word);
}

void PaneWindow::takeProfile() {
    const QString title = m_page->title();
    const QString cluster = m_cluster ? m_cluster->profile().name : QString();
    setWindowTitle(tr("%1 on %2 – Milena").arg(title, cluster));
    m_place->setText(cluster);
    const bool production = m_cluster && m_cluster->profile().isProduction();
    setContentsMargins(production ? QMargins(2, 2, 2, 2) : QMargins());
    update();
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

void PaneWindow::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.setClipRegion(QRegion(rect()) - contentsRect()); // production's frame is around the page
    painter.fillRect(rect(), theme::colours(palette()).bad);
}

void PaneWindow::keyPressEvent(QKeyEvent* event) {
    if (!m_page || !m_page->startFilter(*event))
        QWidget::keyPressEvent(event);
}

} // namespace widgets
