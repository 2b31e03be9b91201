#include "widgets/panes/topic/record_memory.h"

#include "session/ports/settings.h"
#include "session/records/field_columns.h"

namespace widgets {

RecordMemory::RecordMemory(session::Settings& settings, const QUuid& cluster, const QString& topic)
    : m_settings(&settings), m_cluster(cluster), m_topic(topic) {}

QString RecordMemory::key(const QString& what) const {
    return QStringLiteral("records/%1/%2/%3").arg(m_cluster.toString(QUuid::WithoutBraces), m_topic, what);
}

/// Columns were once kept for a topic's name alone, wherever it was: such a value is the first one here.
QVariant RecordMemory::value(const QString& what) const {
    const QVariant own = m_settings->value(key(what));
    return own.isValid() ? own
                         : m_settings->value(QStringLiteral("messages/columns/%1/%2").arg(m_topic, what));
}

void RecordMemory::setValue(const QString& what, const QVariant& value) {
    m_settings->setValue(key(what), value);
}

QString writtenField(const session::FieldColumn& field) {
    const bool key = field.side == session::PayloadSide::Key;
    return (key ? QStringLiteral("key:") : QStringLiteral("value:")) + field.path;
}

} // namespace widgets
