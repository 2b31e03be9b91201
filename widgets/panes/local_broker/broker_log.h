#pragma once

#include <QWidget>

#include "models/formats.h"

namespace models {
class LogModel;
}
namespace session {
class LocalBroker;
class Settings;
} // namespace session

namespace widgets {

class FilterField;
class TableView;
class ToneLabel;

/// What the local broker says, line by line; follows while the end is in sight. UI thread; the page owns it.
class BrokerLog final : public QWidget {
    Q_OBJECT
public:
    BrokerLog(const session::LocalBroker& broker, session::Settings& settings, QWidget* parent = nullptr);
    [[nodiscard]] FilterField* filterField() const { return m_filter; }
    void setZone(models::Zone zone);

private:
    void take(int fresh);

    const session::LocalBroker& m_broker;
    models::LogModel* m_model;
    FilterField* m_filter;
    TableView* m_table;
    ToneLabel* m_lost;
};

} // namespace widgets
