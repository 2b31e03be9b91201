#pragma once

#include "widgets/pane.h"

class QLabel;
class QPushButton;

namespace widgets {

class MessageBar;
class NameLine;
class ToneLabel;

/// Nothing is connected: three doors that say what will happen before one presses. Owned by the window.
class WelcomePane final : public Pane {
    Q_OBJECT
public:
    WelcomePane(const PaneKey& key, PaneContext& context);
    [[nodiscard]] QString title() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QWidget* brokerDoor();
    [[nodiscard]] QWidget* connectDoor();
    [[nodiscard]] QWidget* adderDoor();
    void chooseStorage(session::BrokerStorage storage);
    void takeBroker();
    void playAdder();

    ToneLabel *m_port, *m_survives;
    NameLine* m_place;
    QPushButton *m_start, *m_storage, *m_play;
};

} // namespace widgets
