#include "tour/hands.h"

#include <QAbstractButton>
#include <QPainter>
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

bool Hands::selectRow(const QString& name, const QString& firstCell) {
    return QTest::qWaitFor(
        [&] {
            auto* table = see<QTableView>(name);
            if (!table)
                return false;
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                const auto cell = table->model()->index(row, 0);
                if (cell.data().toString() != firstCell)
                    continue;
                table->scrollTo(cell);
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(cell).center());
                return true;
            }
            return false;
        },
        kPatienceMs);
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
