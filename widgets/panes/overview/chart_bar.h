#pragma once

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QPushButton;

namespace widgets {

class Segmented;
class ToneLabel;

/// What is shown of the charts, above them: range of time, hold, unit. Of the forms of its parts it takes the
/// widest ones that fit. UI thread; owned by the Overview.
class ChartBar final : public QWidget {
    Q_OBJECT
public:
    /// The range is an index; the age of the data is shown where there is room for it.
    ChartBar(int range, QWidget* age, QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override; ///< in the narrowest form

    [[nodiscard]] qint64 rangeMs() const;
    [[nodiscard]] bool inBytes() const;
    void setHeld(bool held); ///< words and icon
    void toggleHold();
    void setReading(bool reading); ///< of history

signals:
    void rangeChanged(int index);
    void unitChanged();
    void holdToggled(bool held);
    void saveRequested();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildRange(int range);
    [[nodiscard]] int widthOfTheRest() const; ///< px, of all but the range and the key
    void fit();

    QHBoxLayout* m_line;
    Segmented *m_range, *m_unit;
    QComboBox* m_rangeBox; ///< the same as m_range, where there is little room
    QPushButton* m_hold;
    QWidget* m_holdKey;
    ToneLabel* m_reading;
};

} // namespace widgets
