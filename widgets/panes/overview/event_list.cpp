#include "widgets/panes/overview/event_list.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include "models/formats.h"
#include "widgets/common/painting.h"
#include "widgets/panes/overview/event_words.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {

/// Newest first: what is new stands at the top, so the difference to the last list is a run of rows there and
/// one at the end.
class EventList::Model final : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_events.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const EventWords words = wordsOf(m_events[index.row()]);
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return QStringLiteral("%1 %2").arg(words.what, words.subject).simplified();
        if (role == Qt::ToolTipRole)
            return tip(words, wholeTimeOf(m_events[index.row()], m_zone));
        return {};
    }
    [[nodiscard]] const session::ClusterEvent& event(int row) const { return m_events[row]; }
    void take(const QVector<session::ClusterEvent>& next) {
        // An event that goes on is another one than before.
        qsizetype grown = 0, fresh = next.size();
        for (qsizetype i = 0; i < std::min<qsizetype>(2, m_events.size()) && fresh == next.size(); ++i)
            if (const auto at = next.indexOf(m_events[i]); at >= 0) {
                grown = i;
                fresh = at;
            }
        if (grown > 0) {
            beginRemoveRows({}, 0, int(grown) - 1);
            m_events.remove(0, grown);
            endRemoveRows();
        }
        const qsizetype kept = std::min(next.size() - fresh, m_events.size());
        if (kept < m_events.size()) {
            beginRemoveRows({}, int(kept), int(m_events.size()) - 1);
            m_events.resize(kept);
            endRemoveRows();
        }
        if (fresh > 0) {
            beginInsertRows({}, 0, int(fresh) - 1);
            m_events = next.mid(0, fresh) + m_events;
            endInsertRows();
        }
    }
    models::Zone m_zone = models::Zone::Utc;

private:
    static QString tip(const EventWords& words, const QString& time) {
        QStringList lines{QStringLiteral("%1 %2").arg(words.what, words.subject)};
        lines << words.more << time;
        for (QString& line : lines)
            line = line.toHtmlEscaped();
        return lines.join(QLatin1String("<br>"));
    }

    QVector<session::ClusterEvent> m_events;
};

namespace {

constexpr int kGap = 8; ///< px between what happened and when

class EventDelegate final : public QStyledItemDelegate {
public:
    EventDelegate(QObject* parent, std::function<std::pair<session::ClusterEvent, models::Zone>(int)> event)
        : QStyledItemDelegate(parent), m_event(std::move(event)) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, 49}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const theme::Colours& c = theme::colours(option.palette);
        const auto [event, zone] = m_event(index.row());
        const EventWords words = wordsOf(event);
        const QRect r = option.rect;
        if (option.state & QStyle::State_HasFocus)
            painter->fillRect(r, c.raised);
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), c.line);
        if (words.icon.isEmpty())
            paintShape(*painter, words.shape, QPointF(r.left() + 8, r.top() + 15), 10, c.tone(words.tone));
        else
            painter->drawPixmap(
                r.left(), r.top() + 7,
                theme::iconPixmap(words.icon, c.muted, 16, painter->device()->devicePixelRatioF()));
        int x = r.left() + 23;
        painter->setPen(c.text);
        const auto write = [&](const QString& text, const QFont& font, Qt::TextElideMode cut) {
            if (text.isEmpty() || x >= r.right())
                return;
            painter->setFont(font);
            const QString shown = QFontMetrics(font).elidedText(models::onOneLine(text), cut, r.right() - x);
            painter->drawText(QRect(x, r.top() + 5, r.right() - x + 1, 20), Qt::AlignLeft | Qt::AlignVCenter,
                              shown);
            x += QFontMetrics(font).horizontalAdvance(shown) + 4;
        };
        write(words.what, theme::bodyFont(), Qt::ElideRight);
        write(words.subject, theme::sectionFont(), Qt::ElideMiddle);
        painter->setFont(theme::hintFont());
        painter->setPen(c.muted);
        const QRect line(r.left() + 23, r.top() + 25, r.width() - 23, 18);
        const QString time = timeOf(event, zone);
        const int room = line.width() - QFontMetrics(theme::smallMonoFont()).horizontalAdvance(time) - kGap;
        painter->drawText(
            line, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(theme::hintFont())
                .elidedText(models::onOneLine(words.detail), Qt::ElideRight, std::max(0, room)));
        painter->setFont(theme::smallMonoFont());
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
    }

private:
    std::function<std::pair<session::ClusterEvent, models::Zone>(int)> m_event;
};

} // namespace

EventList::EventList(QWidget* parent) : QListView(parent), m_model(new Model(this)) {
    setObjectName(QStringLiteral("eventList"));
    setAccessibleName(tr("Latest events"));
    setFrameShape(NoFrame);
    setModel(m_model);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new EventDelegate(this, [this](int row) {
        return std::pair{m_model->event(row), m_model->m_zone};
    }));
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { emit openRequested(m_model->event(index.row())); });
}

void EventList::setEvents(const QVector<session::ClusterEvent>& events) {
    m_model->take(events);
}

void EventList::setZone(models::Zone zone) {
    m_model->m_zone = zone;
    viewport()->update();
}

} // namespace widgets
