#include "widgets/common/palette.h"

#include <algorithm>
#include <iterator>

#include <QCursor>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/common/key_hint.h"
#include "widgets/common/palette_list.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

constexpr int kWidth = 640, kTop = 56, kMostHeight = 560;
constexpr int kRoomForMarks = 560;
constexpr int kPerKind = 8;
constexpr int kMostOfOne = 200; ///< who has not found it among so many types another letter

bool looksAtOneKind(const QString& text) {
    return text.startsWith(QLatin1Char('#')) || text.startsWith(QLatin1Char('@')) ||
           text.startsWith(QLatin1Char('>'));
}

QHBoxLayout* hints(const QStringList& keys, const QString& words) {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    for (const QString& key : keys)
        row->addWidget(new KeyHint(key));
    row->addWidget(label(Text::Hint, words));
    return row;
}

QString nameOf(QKeyCombination key) {
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

Palette::Palette(PaletteStock stock, QWidget* window)
    : QFrame(window, Qt::Popup)
    , m_stock(std::move(stock))
    , m_window(window)
    , m_field(new QLineEdit)
    , m_count(label(Text::Hint, {}))
    , m_nothing(label(Text::Muted, {}))
    , m_rows(new PaletteList(m_stock.describe, this))
    , m_view(new QListView)
    , m_marks(new QWidget) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(m_stock.placeholder);
    setAttribute(Qt::WA_DeleteOnClose);
    m_search.setFindables(std::move(m_stock.all));
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setAccessibleName(m_stock.placeholder);
    m_field->setPlaceholderText(m_stock.placeholder);
    m_field->setFrame(false);
    m_field->setProperty("look", QByteArray("bare"));
    m_field->installEventFilter(this);
    m_nothing->setObjectName(QStringLiteral("paletteNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(24, 24, 24, 24);
    m_count->setObjectName(QStringLiteral("paletteCount"));
    buildList();
    auto* icon = new QLabel;
    icon->setPixmap(theme::icon(QStringLiteral("search"), theme::IconTint::Text).pixmap(16, 16));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 16, 10);
    head->setSpacing(8);
    head->addWidget(icon);
    head->addWidget(m_field, 1);
    head->addWidget(m_count);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    rows->addLayout(head);
    rows->addWidget(new Hairline);
    rows->addWidget(m_view, 1);
    rows->addWidget(m_nothing, 1);
    rows->addWidget(new Hairline);
    rows->addWidget(foot());
    connect(m_field, &QLineEdit::textChanged, this, &Palette::find);
}

void Palette::buildList() {
    m_view->setObjectName(QStringLiteral("paletteList"));
    m_view->setAccessibleName(tr("Found"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    m_view->viewport()->setAutoFillBackground(false); // the palette's own ground
    m_view->setModel(m_rows);
    m_view->setItemDelegate(new PaletteDelegate(*m_rows, m_view));
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex& at) { choose(at, false); });
    connect(m_view, &QListView::entered, this, [this](const QModelIndex& at) {
        // Rows that come under a mouse that rests are not pointed at.
        if (m_rows->at(at) && QCursor::pos() != m_restsAt)
            m_view->setCurrentIndex(at);
    });
}

QWidget* Palette::foot() {
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 7, 16, 7);
    row->setSpacing(12);
    row->addLayout(hints({QStringLiteral("↑"), QStringLiteral("↓")}, tr("choose")));
    row->addLayout(hints({nameOf(Qt::Key_Enter)}, m_stock.picks ? tr("take") : tr("open")));
    if (m_stock.picks)
        row->addLayout(hints({nameOf(Qt::Key_Escape)}, tr("leave")));
    else
        row->addLayout(hints({nameOf(Qt::CTRL | Qt::Key_Enter)}, tr("in a new window")));
    row->addStretch();
    auto* marks = new QHBoxLayout(m_marks);
    marks->setContentsMargins(0, 0, 0, 0);
    marks->setSpacing(8);
    marks->addLayout(hints({QStringLiteral("#")}, tr("topics")));
    marks->addLayout(hints({QStringLiteral("@")}, tr("groups")));
    marks->addLayout(hints({QStringLiteral(">")}, tr("actions")));
    row->addWidget(m_marks);
    return foot;
}

void Palette::popUp() {
    find();
    show();
    m_field->setFocus();
}

void Palette::take(std::vector<models::Findable> all) {
    if (all == m_search.all())
        return;
    const models::Findable* at = m_rows->at(m_view->currentIndex());
    const auto chosen = at ? std::optional(*at) : std::nullopt;
    const int scrolled = m_view->verticalScrollBar()->value();
    m_search.setFindables(std::move(all));
    find();
    if (const QModelIndex row = chosen ? m_rows->find(*chosen) : QModelIndex(); row.isValid()) {
        m_view->setCurrentIndex(row);
        m_view->verticalScrollBar()->setValue(scrolled);
        m_view->scrollTo(row);
    }
}

/// Acts on what the last word names, where all the words are theirs in order: "browse orders".
std::vector<models::Findable> Palette::actsNamed(const QString& text) {
    const auto space = text.lastIndexOf(u' ');
    if (space < 0 || !m_stock.actsOn || looksAtOneKind(text))
        return {};
    std::vector<models::Findable> named;
    for (const models::Found& one : m_search.findObjects(text.mid(space + 1), kPerKind))
        std::ranges::copy_if(
            m_stock.actsOn(m_search.all()[std::size_t(one.place)]), std::back_inserter(named),
            [&text](const auto& act) { return models::PaletteSearch::fits(act.text, text); });
    return named;
}

void Palette::find() {
    m_restsAt = QCursor::pos();
    const QString text = m_field->text().trimmed();
    const auto named = actsNamed(text);
    const auto found = m_search.find(text, m_stock.picks || looksAtOneKind(text) ? kMostOfOne : kPerKind);
    m_rows->take(m_search, found, text.isEmpty() ? nullptr : m_stock.actsOn, named, !m_stock.picks);
    m_view->setCurrentIndex(m_rows->firstChoice());
    m_view->setVisible(m_rows->rowCount() > 0);
    m_nothing->setVisible(m_rows->rowCount() == 0);
    m_nothing->setText(m_stock.nothing);
    // Acts on what was found are listed beside what matches.
    const qint64 listed = m_rows->choices(), offered = listed - std::ssize(found);
    m_count->setText(
        tr("%1 of %2")
            .arg(models::formatCount(listed), models::formatCount(std::ssize(m_search.all()) + offered)));
    settleSize();
}

void Palette::settleSize() {
    const int width = std::min(kWidth, m_window->width() - 32);
    m_marks->setVisible(!m_stock.picks && width >= kRoomForMarks);
    int height = 0;
    for (int i = 0; i < m_rows->rowCount() && height < kMostHeight; ++i)
        height += m_rows->row(i).heading ? PaletteDelegate::kHeading : PaletteDelegate::kRow;
    int around = 0; // head, lines and foot
    for (int i = 0; i < layout()->count(); ++i)
        if (QWidget* part = layout()->itemAt(i)->widget(); part != m_view && part != m_nothing)
            around += layout()->itemAt(i)->sizeHint().height();
    const int least = around + 3 * PaletteDelegate::kRow;
    height = std::clamp(height + around + 2, least,
                        std::max(least, std::min(kMostHeight, m_window->height() - kTop - 16)));
    const QPoint at((m_window->width() - width) / 2, kTop);
    setGeometry(QRect(m_window->mapToGlobal(at), QSize(width, height)));
}

void Palette::choose(const QModelIndex& row, bool ownWindow) {
    const models::Findable* what = m_rows->at(row);
    if (!what || !m_rows->row(row.row()).words.why.isEmpty())
        return;
    const models::Findable taken = *what;
    close();
    emit chosen(taken, ownWindow);
}

void Palette::turn(int step) {
    const int count = m_rows->rowCount();
    int at = std::clamp(m_view->currentIndex().row() + step, 0, std::max(0, count - 1));
    while (at > 0 && at < count && !m_rows->at(m_rows->index(at)))
        at += step > 0 ? 1 : -1;
    if (at < count && m_rows->at(m_rows->index(at)))
        m_view->setCurrentIndex(m_rows->index(at));
    if (at <= 1) // the heading above the first
        m_view->scrollToTop();
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
    // A window's own shortcuts are not to act behind the palette.
    if (event->type() == QEvent::ShortcutOverride)
        event->accept();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Down:
        turn(1);
        return true;
    case Qt::Key_Up:
        turn(-1);
        return true;
    case Qt::Key_PageDown:
        turn(8);
        return true;
    case Qt::Key_PageUp:
        turn(-8);
        return true;
    case Qt::Key_K:
        if (key->modifiers() != Qt::ControlModifier)
            return false;
        [[fallthrough]];
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_view->currentIndex(), key->modifiers() & Qt::ControlModifier);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void Palette::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.popup);
    painter.setPen(c.edge);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace widgets
