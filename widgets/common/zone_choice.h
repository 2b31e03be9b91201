#pragma once

#include <optional>

#include <QComboBox>

#include "models/formats.h"

namespace widgets {

/// Chooses a zone of times: UTC, the computer's own, or any of the IANA database, which is searched by typing
/// a part of its name, in place of what is there: Enter takes the first that is found. What is no zone is put
/// back.
class ZoneChoice final : public QComboBox {
    Q_OBJECT
public:
    explicit ZoneChoice(const QString& objectName, QWidget* parent = nullptr);
    void setZone(const models::Zone& zone);

signals:
    void zonePicked(const models::Zone& zone); ///< by somebody

protected:
    void focusInEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] std::optional<models::Zone> typed() const; ///< none: it is no zone's name
    void take();
    void complete(); ///< what is no zone yet, to the first that has it

    models::Zone m_zone;
    bool m_entered = false; ///< by a click that has not ended
};

} // namespace widgets
