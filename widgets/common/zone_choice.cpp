#include "widgets/common/zone_choice.h"

#include <utility>

#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>

namespace widgets {

ZoneChoice::ZoneChoice(const QString& objectName, QWidget* parent) : QComboBox(parent) {
    setObjectName(objectName);
    setAccessibleName(tr("Zone of times"));
    setToolTip(tr("Type a part of a name to find a zone"));
    setEditable(true);
    setInsertPolicy(NoInsert);
    setMaxVisibleItems(14);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon); // hundreds of names, some of them long
    setMinimumContentsLength(22);
    addItem(QStringLiteral("UTC"), models::Zone(models::Zone::Utc).written());
    addItem(tr("Local: %1").arg(models::zoneName(models::Zone::Local)),
            models::Zone(models::Zone::Local).written());
    const auto ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray& id : ids)
        if (id.contains('/'))
            addItem(QString::fromLatin1(id), QString::fromLatin1(id));
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setFilterMode(Qt::MatchContains);
    lineEdit()->installEventFilter(this);
    connect(this, &QComboBox::activated, this, &ZoneChoice::take);
    connect(lineEdit(), &QLineEdit::returnPressed, this, &ZoneChoice::complete); // before the next
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ZoneChoice::take);
}

void ZoneChoice::setZone(const models::Zone& zone) {
    m_zone = zone;
    const int at = findData(zone.written());
    setCurrentIndex(at);
    if (at < 0) // a name without a place in it
        setEditText(zone.written());
}

std::optional<models::Zone> ZoneChoice::typed() const {
    const QString name = currentText().trimmed();
    const int at = findText(name, Qt::MatchFixedString);
    const auto zone = models::Zone::read(at >= 0 ? itemData(at).toString() : name);
    return at >= 0 || zone != models::Zone::Utc ? std::optional(zone) : std::nullopt;
}

void ZoneChoice::focusInEvent(QFocusEvent* event) {
    QComboBox::focusInEvent(event);
    const auto reason = event->reason();
    m_entered = reason == Qt::MouseFocusReason;
    if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) // these come while one types
        lineEdit()->selectAll();
}

bool ZoneChoice::eventFilter(QObject* watched, QEvent* event) {
    // The press that brings the focus puts the cursor and selects nothing.
    if (watched == lineEdit() && event->type() == QEvent::MouseButtonRelease &&
        std::exchange(m_entered, false) && !lineEdit()->hasSelectedText())
        lineEdit()->selectAll();
    return QComboBox::eventFilter(watched, event);
}

void ZoneChoice::complete() {
    const QString part = currentText().trimmed();
    if (part.isEmpty() || typed())
        return;
    completer()->setCompletionPrefix(part);
    if (const QString first = completer()->currentCompletion(); !first.isEmpty())
        setEditText(first);
}

void ZoneChoice::take() {
    const auto zone = typed().value_or(m_zone);
    const bool picked = zone != m_zone;
    setZone(zone);
    if (picked)
        emit zonePicked(m_zone);
}

} // namespace widgets
