#include "widgets/common/zone_choice.h"

#include <QCompleter>
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
    connect(this, &QComboBox::activated, this, &ZoneChoice::take);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ZoneChoice::take);
}

void ZoneChoice::setZone(const models::Zone& zone) {
    m_zone = zone;
    const int at = findData(zone.written());
    setCurrentIndex(at);
    if (at < 0) // a name without a place in it
        setEditText(zone.written());
}

void ZoneChoice::take() {
    const QString typed = currentText().trimmed();
    const int at = findText(typed, Qt::MatchFixedString);
    const auto zone = at >= 0 ? models::Zone::read(itemData(at).toString()) : models::Zone::read(typed);
    const bool isZone = at >= 0 || zone != models::Zone::Utc;
    const bool picked = isZone && zone != m_zone;
    setZone(isZone ? zone : m_zone);
    if (picked)
        emit zonePicked(m_zone);
}

} // namespace widgets
