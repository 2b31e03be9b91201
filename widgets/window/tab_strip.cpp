#include "widgets/window/tab_strip.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>

#include "models/formats.h"
#include "widgets/common/words.h"
#include "widgets/theme/icons.h"
#include "widgets/window/tab_room.h"

namespace widgets {
namespace {

constexpr int kHeight = 33;
/// Some thirty letters: what is longer differs at its ends mostly.
constexpr int kWidestTitle = 220;
/// So far from the bar a dragged tab becomes a window.
constexpr int kTornOff = 60;

/// Never narrower than its titles: what has no room scrolls.
class Bar final : public QTabBar {
public:
    Bar() {
        setObjectName(QStringLiteral("tabs"));
        setMovable(true);
        setTabsClosable(true);
        setExpanding(false);
        setDrawBase(false);
        setUsesScrollButtons(false);
        setElideMode(Qt::ElideNone);
    }
    std::function<void()> laidOut;

protected:
    QSize minimumTabSizeHint(int tab) const override { return tabSizeHint(tab); }
    void tabLayoutChange() override {
        QTabBar::tabLayoutChange();
        if (laidOut)
            laidOut();
    }
    void wheelEvent(QWheelEvent* event) override { event->ignore(); } // the strip scrolls
};

} // namespace

TabStrip::TabStrip()
    : RaisedStrip(Qt::BottomEdge)
    , m_bar(new Bar)
    , m_area(new QScrollArea)
    , m_left(iconButton(tr("Tabs to the left"), QStringLiteral("tabsLeft"), QStringLiteral("left")))
    , m_right(iconButton(tr("Tabs to the right"), QStringLiteral("tabsRight"), QStringLiteral("right")))
    , m_list(iconButton(tr("All tabs"), QStringLiteral("tabList"), QStringLiteral("down"))) {
    setFixedHeight(kHeight);
    m_bar->setAccessibleName(tr("Open pages"));
    m_bar->setContextMenuPolicy(Qt::CustomContextMenu);
    m_area->setObjectName(QStringLiteral("tabArea"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(m_bar);
    m_area->viewport()->setAutoFillBackground(false);
    m_bar->setAutoFillBackground(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 8, 0); // the open tab covers the line
    row->setSpacing(0);
    row->addWidget(m_area, 1);
    for (QPushButton* button : {m_left, m_right, m_list}) {
        button->setFocusPolicy(Qt::NoFocus);
        row->addWidget(button);
    }
    static_cast<Bar*>(m_bar)->laidOut = [this] {
        QMetaObject::invokeMethod(this, &TabStrip::layOut, Qt::QueuedConnection);
    };
    m_bar->installEventFilter(this);
    m_area->viewport()->installEventFilter(this);
    connect(m_left, &QPushButton::clicked, this, [this] { scroll(-m_area->width() / 2); });
    connect(m_right, &QPushButton::clicked, this, [this] { scroll(m_area->width() / 2); });
    connect(m_list, &QPushButton::clicked, this, &TabStrip::offerList);
    connect(m_area->horizontalScrollBar(), &QScrollBar::valueChanged, this, &TabStrip::layOut);
    connect(m_bar, &QTabBar::currentChanged, this, &TabStrip::showCurrent);
    connect(m_bar, &QTabBar::tabCloseRequested, this,
            [this](int tab) { emit closeRequested(pages([tab](int i) { return i == tab; })); });
    connect(m_bar, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (const int tab = m_bar->tabAt(at); tab >= 0)
            offerMenu(tab, m_bar->mapToGlobal(at));
    });
}

int TabStrip::add(const QIcon& icon, Pane* page, bool closable) {
    const int tab = m_bar->addTab(icon, {});
    m_bar->setTabData(tab, QVariant::fromValue<QWidget*>(page));
    setTitle(tab, page->title());
    if (!closable) {
        QWidget* button = m_bar->tabButton(tab, QTabBar::RightSide);
        m_bar->setTabButton(tab, QTabBar::RightSide, nullptr); // which only hides the one before
        delete button;
    }
    connect(page, &Pane::titleChanged, this, [this, page] {
        if (const int at = tabOf(page); at >= 0)
            setTitle(at, page->title());
    });
    return tab;
}

Pane* TabStrip::paneAt(int tab) const {
    return qobject_cast<Pane*>(m_bar->tabData(tab).value<QWidget*>());
}

PaneKey TabStrip::keyAt(int tab) const {
    const Pane* pane = paneAt(tab);
    return pane ? pane->key() : PaneKey();
}

int TabStrip::tabOf(const QWidget* page) const {
    for (int tab = 0; tab < m_bar->count(); ++tab)
        if (m_bar->tabData(tab).value<QWidget*>() == page)
            return tab;
    return -1;
}

int TabStrip::find(const PaneKey& key) const {
    for (int tab = 0; tab < m_bar->count(); ++tab)
        if (keyAt(tab) == key)
            return tab;
    return -1;
}

int TabStrip::shown() const {
    return int(pages([](int) { return true; }).size());
}

QStringList TabStrip::keys(const std::function<bool(const PaneKey&)>& which) const {
    QStringList keys;
    for (int tab = 0; tab < m_bar->count(); ++tab)
        if (const PaneKey key = keyAt(tab); which(key))
            keys << key.toString();
    return keys;
}

void TabStrip::turn(int step) {
    const int count = m_bar->count();
    for (int i = 1; i <= count; ++i) {
        const int next = ((m_bar->currentIndex() + step * i) % count + count) % count;
        if (m_bar->isTabVisible(next))
            return m_bar->setCurrentIndex(next);
    }
}

void TabStrip::setTitle(int tab, const QString& title) {
    m_bar->setTabText(tab, menuName(m_bar->fontMetrics().elidedText(models::onOneLine(title), Qt::ElideMiddle,
                                                                    kWidestTitle)));
    m_bar->setTabToolTip(tab, title.toHtmlEscaped());
    m_bar->setAccessibleTabName(tab, title);
}

void TabStrip::showOnly(const std::function<bool(int)>& shown) {
    showTabs(*m_bar, shown);
    layOut();
}

QList<QWidget*> TabStrip::pages(const std::function<bool(int)>& which) const {
    QList<QWidget*> result;
    for (int tab = 0; tab < m_bar->count(); ++tab)
        if (m_bar->isTabVisible(tab) && which(tab))
            result << m_bar->tabData(tab).value<QWidget*>();
    return result;
}

void TabStrip::layOut() {
    const int wanted = std::max(1, m_bar->sizeHint().width());
    if (m_bar->size() != QSize(wanted, m_area->height()))
        m_bar->resize(wanted, m_area->height());
    const bool many = wanted > width() - 16 - m_list->sizeHint().width();
    for (QPushButton* button : {m_left, m_right})
        button->setVisible(many);
    const QScrollBar* place = m_area->horizontalScrollBar();
    m_left->setEnabled(place->value() > place->minimum());
    m_right->setEnabled(place->value() < place->maximum());
}

void TabStrip::scroll(int pixels) {
    m_area->horizontalScrollBar()->setValue(m_area->horizontalScrollBar()->value() + pixels);
}

void TabStrip::showCurrent() {
    layOut();
    const QRect tab = m_bar->tabRect(m_bar->currentIndex());
    QScrollBar* place = m_area->horizontalScrollBar();
    const int room = m_area->viewport()->width();
    if (tab.left() < place->value() || tab.width() > room)
        place->setValue(tab.left());
    else if (tab.right() >= place->value() + room)
        place->setValue(tab.right() + 1 - room);
}

void TabStrip::offerMenu(int tab, const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("tabMenu"));
    const auto closing = [&](const QString& words, const std::function<bool(int)>& which) {
        const QList<QWidget*> those = pages(which);
        QAction* action = menu->addAction(words);
        action->setEnabled(!those.isEmpty());
        connect(action, &QAction::triggered, this, [this, those] { emit closeRequested(those); });
    };
    closing(tr("Close"), [tab](int i) { return i == tab; });
    closing(tr("Close the others"), [tab](int i) { return i != tab; });
    closing(tr("Close those to the right"), [tab](int i) { return i > tab; });
    closing(tr("Close all"), [](int) { return true; });
    menu->addSeparator();
    auto* page = m_bar->tabData(tab).value<QWidget*>();
    connect(menu->addAction(tr("Open in a window")), &QAction::triggered, this,
            [this, page] { emit windowRequested(page); });
    menu->popup(at);
}

void TabStrip::offerList() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("tabListMenu"));
    for (int tab = 0; tab < m_bar->count(); ++tab) {
        if (!m_bar->isTabVisible(tab))
            continue;
        auto* page = m_bar->tabData(tab).value<QWidget*>();
        QAction* action = menu->addAction(m_bar->tabIcon(tab), m_bar->tabText(tab));
        if (tab == m_bar->currentIndex())
            menu->setDefaultAction(action);
        connect(action, &QAction::triggered, this, [this, page] { m_bar->setCurrentIndex(tabOf(page)); });
    }
    const QSize size = menu->sizeHint();
    menu->popup(m_list->mapToGlobal(QPoint(m_list->width() - size.width(), m_list->height())));
}

void TabStrip::resizeEvent(QResizeEvent* event) {
    RaisedStrip::resizeEvent(event);
    layOut();
    QMetaObject::invokeMethod(this, &TabStrip::showCurrent, Qt::QueuedConnection);
}

bool TabStrip::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel) {
        const QPoint turned = static_cast<QWheelEvent*>(event)->angleDelta();
        scroll(-(turned.x() != 0 ? turned.x() : turned.y()) / 2);
        return true;
    }
    if (watched != m_bar || event->type() != QEvent::MouseButtonRelease)
        return RaisedStrip::eventFilter(watched, event);
    const auto* mouse = static_cast<QMouseEvent*>(event);
    const int tab = m_bar->tabAt(mouse->pos());
    if (mouse->button() == Qt::MiddleButton && tab >= 0) {
        emit closeRequested(pages([tab](int i) { return i == tab; }));
        return true;
    }
    const int y = mouse->pos().y();
    if (mouse->button() == Qt::LeftButton && (y < -kTornOff || y > m_bar->height() + kTornOff)) {
        auto* page = m_bar->tabData(m_bar->currentIndex()).value<QWidget*>();
        // Later: the bar still has to let the tab go.
        QMetaObject::invokeMethod(
            this, [this, page] { emit windowRequested(page); }, Qt::QueuedConnection);
    }
    return RaisedStrip::eventFilter(watched, event);
}

} // namespace widgets
