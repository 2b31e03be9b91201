#include "widgets/common/filter_field.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>

#include "models/formats.h"
#include "widgets/common/table_view.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {

FilterField::FilterField(const QString& placeholder, const QString& objectName, QWidget* parent)
    : QLineEdit(parent), m_pause(new QTimer(this)) {
    setObjectName(objectName);
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setFixedWidth(240);
    setTextMargins(24, 0, 24, 0);
    m_pause->setSingleShot(true);
    m_pause->setInterval(80);
    connect(this, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, [this] { emit settled(text()); });
}

void FilterField::attach(TableView* table) {
    m_table = table;
    connect(this, &FilterField::settled, table->proxy(), &models::TableProxy::setFilterText);
    connect(table->proxy(), &models::TableProxy::filterChanged, this, [this] {
        // Cleared from the table's empty state.
        if (m_table->proxy()->filterText().isEmpty() && !text().isEmpty())
            clear();
    });
    connect(table, &TableView::countChanged, this, &FilterField::setCount);
}

void FilterField::startWith(const QString& letters) {
    setFocus(Qt::ShortcutFocusReason);
    setText(letters);
}

void FilterField::setCount(int shown, int all) {
    m_count = text().isEmpty()
                  ? QString()
                  : tr("%1 of %2").arg(models::formatCount(qint64(shown)), models::formatCount(qint64(all)));
    setTextMargins(
        24, 0, m_count.isEmpty() ? 24 : 12 + QFontMetrics(theme::labelFont()).horizontalAdvance(m_count), 0);
    setAccessibleDescription(m_count);
    update();
}

void FilterField::goToRows() {
    if (m_pause->isActive()) { // typed a moment ago: it is the rows that this leaves
        m_pause->stop();
        emit settled(text());
    }
    if (m_table->model()->rowCount() == 0)
        return;
    if (!m_table->selectionModel()->hasSelection())
        m_table->selectionModel()->setCurrentIndex(
            m_table->proxy()->index(0, m_table->horizontalHeader()->logicalIndex(0)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->setFocus();
}

void FilterField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        clear();
        if (m_table)
            m_table->setFocus();
        return;
    }
    if (m_table &&
        (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        goToRows();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterField::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.drawPixmap(9, (height() - 16) / 2,
                       theme::iconPixmap(QStringLiteral("filter"), c.muted, 16, devicePixelRatioF()));
    painter.setFont(theme::labelFont());
    painter.setPen(c.muted);
    if (!m_count.isEmpty())
        painter.drawText(rect().adjusted(0, 0, -9, 0), Qt::AlignVCenter | Qt::AlignRight, m_count);
    else if (text().isEmpty() && !hasFocus()) {
        const QRect key(width() - 23, (height() - 17) / 2, 15, 17);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(c.line);
        painter.drawRoundedRect(QRectF(key).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter.setPen(c.muted);
        painter.drawText(key, Qt::AlignCenter, QStringLiteral("/"));
    }
}

} // namespace widgets
