#include "tour/hands.h"

#include <QAbstractButton>
#include <QMenu>
#include <QPainter>
#include <QTabBar>
#include <QTableView>

namespace tour {
namespace {

constexpr int kPatienceMs = 15'000;

} // namespace

QWidget* Hands::see(const QString& name) const {
    QWidget* where = dialog() ? dialog() : m_window;
    for (QWidget* widget : where->findChildren<QWidget*>(name))
        if (widget->isVisible())
            return widget;
    return nullptr;
}

bool Hands::press(const QString& name) {
    const bool there = QTest::qWaitFor(
        [&] {
            auto* widget = see(name);
            return widget && widget->isEnabled();
        },
        kPatienceMs);
    auto* widget = see(name);
    if (!there || !widget)
        return false;
    QTest::mouseClick(widget, Qt::LeftButton);
    return true;
}

bool Hands::type(const QString& name, const QString& text) {
    const bool there = QTest::qWaitFor([&] { return see(name) && see(name)->isEnabled(); }, kPatienceMs);
    auto* field = see(name);
    if (!there || !field)
        return false;
    QTest::mouseClick(field, Qt::LeftButton);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete);
    for (const QChar c : text)
        c == QLatin1Char('\n') ? QTest::keyClick(field, Qt::Key_Return) : QTest::keyClicks(field, QString(c));
    return true;
}

bool Hands::choose(const QString& name, int index) {
    auto* widget = see(name);
    if (!widget || !widget->isEnabled())
        return false;
    widget->setFocus();
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(widget, Qt::Key_Left);
    for (int i = 0; i < index; ++i)
        QTest::keyClick(widget, Qt::Key_Right);
    return true;
}

std::optional<QPoint> Hands::clickRow(const QString& name, const QString& firstCell) {
    std::optional<QPoint> clicked;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            auto* table = see<QTableView>(name);
            for (int row = 0; table && row < table->model()->rowCount(); ++row) {
                const auto cell = table->model()->index(row, 0);
                if (cell.data().toString() != firstCell)
                    continue;
                table->scrollTo(cell);
                clicked = table->visualRect(cell).center();
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, *clicked);
                break;
            }
            return clicked.has_value();
        },
        kPatienceMs));
    return clicked;
}

bool Hands::selectRow(const QString& name, const QString& firstCell) {
    return clickRow(name, firstCell).has_value();
}

bool Hands::openRow(const QString& name, const QString& firstCell) {
    const auto at = clickRow(name, firstCell);
    if (at)
        QTest::mouseDClick(see<QTableView>(name)->viewport(), Qt::LeftButton, {}, *at);
    return at.has_value();
}

bool Hands::clickTab(const QString& name, const QString& words) {
    return QTest::qWaitFor(
        [&] {
            auto* tabs = see<QTabBar>(name);
            for (int i = 0; tabs && i < tabs->count(); ++i) {
                if (!tabs->isTabVisible(i) || !tabs->tabText(i).startsWith(words))
                    continue;
                QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(i).center());
                return tabs->currentIndex() == i;
            }
            return false;
        },
        kPatienceMs);
}

bool Hands::pick(const QString& words) {
    return QTest::qWaitFor(
        [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            for (QAction* entry : menu ? menu->actions() : QList<QAction*>()) {
                if (entry->text() != words || !entry->isEnabled())
                    continue;
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
                return true;
            }
            return false;
        },
        kPatienceMs);
}

void Hands::key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QWidget* where = dialog() ? dialog() : m_window;
    QTest::keyClick(where->focusWidget() ? where->focusWidget() : where, key, modifiers);
}

QPixmap Hands::look() const {
    QPixmap whole = m_window->grab();
    auto* top = dialog();
    if (!top)
        return whole;
    // The dialog in its place over the dimmed window, as the platform shows it.
    QPainter painter(&whole);
    painter.fillRect(m_window->rect(), QColor(0, 0, 0, m_theme.isDark() ? 115 : 71));
    const QSize size = top->size();
    const QPoint at((m_window->width() - size.width()) / 2,
                    std::max(0, (m_window->height() - size.height()) / 2));
    painter.drawPixmap(at, top->grab());
    return whole;
}

void Hands::picture(const QString& name) {
    using widgets::theme::Choice;
    for (const auto choice : {Choice::Light, Choice::Dark}) {
        m_theme.choose(choice);
        QCoreApplication::processEvents();
        const QString path =
            QStringLiteral("%1/%2-%3.png")
                .arg(m_folder, name,
                     choice == Choice::Light ? QStringLiteral("light") : QStringLiteral("dark"));
        if (look().save(path))
            ++m_pictures;
    }
    m_theme.choose(Choice::Light);
}

} // namespace tour
