#pragma once

#include <QUuid>
#include <QVariant>

namespace session {
class Settings;
struct FieldColumn;
} // namespace session

namespace widgets {

/// What is remembered of one topic's records on one cluster: columns, fields, kinds. A plain value; the
/// settings outlive it.
class RecordMemory {
public:
    RecordMemory(session::Settings& settings, const QUuid& cluster, const QString& topic);
    [[nodiscard]] QVariant value(const QString& what) const;
    void setValue(const QString& what, const QVariant& value);

private:
    [[nodiscard]] QString key(const QString& what) const;

    session::Settings* m_settings;
    QUuid m_cluster;
    QString m_topic;
};

/// A field as it is remembered: "value:$.order.total".
QString writtenField(const session::FieldColumn& field);

} // namespace widgets
