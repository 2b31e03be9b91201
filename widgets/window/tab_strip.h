#pragma once

#include <functional>

#include "widgets/common/controls.h"
#include "widgets/pane.h"

class QPushButton;
class QScrollArea;
class QTabBar;

namespace widgets {

/// The open pages: tabs with readable titles that scroll where there are many, a list of them all, and a menu
/// at each. A tab keeps its page as tabData. Owned by its window; UI thread.
class TabStrip final : public RaisedStrip {
    Q_OBJECT
public:
    TabStrip();

    [[nodiscard]] QTabBar* bar() const { return m_bar; }
    /// Its title follows the page's.
    int add(const QIcon& icon, Pane* page, bool closable);
    [[nodiscard]] Pane* paneAt(int tab) const; ///< null: there is no such tab
    [[nodiscard]] PaneKey keyAt(int tab) const;
    [[nodiscard]] int tabOf(const QWidget* page) const; ///< −1: none
    [[nodiscard]] int find(const PaneKey& key) const;   ///< −1: none
    [[nodiscard]] int shown() const;                    ///< how many tabs
    /// Of these pages, in order.
    [[nodiscard]] QStringList keys(const std::function<bool(const PaneKey& key)>& which) const;
    /// To the next tab that is shown, or the one before.
    void turn(int step);
    /// Shows only these tabs.
    void showOnly(const std::function<bool(int tab)>& shown);

signals:
    void closeRequested(const QList<QWidget*>& pages);
    void windowRequested(QWidget* page); ///< the page is to have a window of its own

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// The whole title is the tooltip; a long one is cut in its middle.
    void setTitle(int tab, const QString& title);
    void layOut();
    void scroll(int pixels);
    void showCurrent();
    void offerMenu(int tab, const QPoint& at);
    void offerList();
    [[nodiscard]] QList<QWidget*> pages(const std::function<bool(int tab)>& which) const;

    QTabBar* m_bar;
    QScrollArea* m_area;
    QPushButton *m_left, *m_right, *m_list;
};

} // namespace widgets
