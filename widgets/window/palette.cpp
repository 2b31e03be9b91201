#include "widgets/window/palette.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/common/key_hint.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/icons.h"
#include "widgets/window/palette_list.h"

namespace widgets {
namespace {

constexpr int kWidth = 640, kTop = 56, kMostHeight = 560;
constexpr int kPerKind = 8;

} // namespace

Palette::Palette(std::vector<models::Findable> all,
                 std::function<PaletteRow(const models::Findable&)> describe, QWidget* window)
    : QFrame(window, Qt::Popup)
    , m_window(window)
    , m_field(new QLineEdit)
    , m_count(label(Text::Hint, {}))
    , m_rows(new PaletteList(m_search, std::move(describe), this))
    , m_view(new QListView) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Search or run a command"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_search.setFindables(std::move(all));
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setAccessibleName(accessibleName());
    m_field->setPlaceholderText(tr("Search or run a command…"));
    m_field->setFrame(false);
    m_field->setProperty("look", QByteArray("bare"));
    m_field->installEventFilter(this);
    m_view->setObjectName(QStringLiteral("paletteList"));
    m_view->setAccessibleName(tr("Found"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setModel(m_rows);
    m_view->setItemDelegate(new PaletteDelegate(*m_rows, m_view));
    auto* icon = new QLabel;
    icon->setPixmap(theme::icon(QStringLiteral("search"), theme::IconTint::Text).pixmap(16, 16));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 16, 10);
    head->setSpacing(8);
    head->addWidget(icon);
    head->addWidget(m_field, 1);
    head->addWidget(m_count);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 8, 16, 8);
    foot->addWidget(label(Text::Hint, tr("Enter opens · Ctrl+Enter in a window · Esc leaves")));
    foot->addStretch();
    foot->addWidget(label(Text::Hint, tr("# topics · @ groups · > actions")));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    rows->addLayout(head);
    rows->addWidget(new Hairline);
    rows->addWidget(m_view, 1);
    rows->addWidget(new Hairline);
    rows->addLayout(foot);
    connect(m_field, &QLineEdit::textChanged, this, &Palette::find);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex& at) { choose(at, false); });
}

void Palette::popUp() {
    find();
    show();
    m_field->setFocus();
}

void Palette::find() {
    m_rows->take(m_search.find(m_field->text(), kPerKind));
    m_view->setCurrentIndex(m_rows->firstChoice());
    m_count->setText(tr("%1 of %2")
                         .arg(models::formatCount(qint64(m_search.matches())),
                              models::formatCount(qint64(m_search.all().size()))));
    settleSize();
}

void Palette::settleSize() {
    const int width = std::min(kWidth, m_window->width() - 32);
    int height = 0;
    for (int i = 0; i < m_rows->rowCount(); ++i)
        height += m_rows->row(i).place < 0 ? PaletteDelegate::kHeading : PaletteDelegate::kRow;
    const int around = layout()->sizeHint().height() - m_view->sizeHint().height();
    height = std::clamp(
        height + around, around + 3 * PaletteDelegate::kRow,
        std::max(around + 3 * PaletteDelegate::kRow, std::min(kMostHeight, m_window->height() - kTop - 16)));
    const QPoint at((m_window->width() - width) / 2, kTop);
    setGeometry(QRect(m_window->mapToGlobal(at), QSize(width, height)));
}

void Palette::choose(const QModelIndex& row, bool ownWindow) {
    const models::Findable* what = m_rows->at(row);
    if (!what)
        return;
    const models::Findable taken = *what;
    close();
    emit chosen(taken, ownWindow);
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int step = key->key() == Qt::Key_Down       ? 1
                     : key->key() == Qt::Key_Up       ? -1
                     : key->key() == Qt::Key_PageDown ? 8
                     : key->key() == Qt::Key_PageUp   ? -8
                                                      : 0;
    if (step != 0) {
        const int count = m_rows->rowCount();
        int at = std::clamp(m_view->currentIndex().row() + step, 0, std::max(0, count - 1));
        while (at > 0 && at < count && !m_rows->at(m_rows->index(at)))
            at += step > 0 ? 1 : -1;
        if (at > 0 && at < count)
            m_view->setCurrentIndex(m_rows->index(at));
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        choose(m_view->currentIndex(), key->modifiers() & Qt::ControlModifier);
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void Palette::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.popup);
    painter.setPen(c.edge);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace widgets
