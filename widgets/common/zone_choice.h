#pragma once

#include <QComboBox>

#include "models/formats.h"

namespace widgets {

/// Chooses a zone of times: UTC, the computer's own, or any of the IANA database, which is searched by typing
/// a part of its name. What is no zone is put back.
class ZoneChoice final : public QComboBox {
    Q_OBJECT
public:
    explicit ZoneChoice(const QString& objectName, QWidget* parent = nullptr);
    void setZone(const models::Zone& zone);

signals:
    void zonePicked(const models::Zone& zone); ///< by somebody

private:
    void take();

    models::Zone m_zone;
};

} // namespace widgets
