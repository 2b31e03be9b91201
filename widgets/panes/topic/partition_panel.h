#pragma once

#include "session/records/partition_choice.h"
#include "widgets/common/popup.h"

class QLineEdit;
class QListWidget;

namespace widgets {

class ToneLabel;

/// Which partitions are read: typed as ranges and offsets, or ticked in a list that can be searched. The two
/// follow each other.
class PartitionPanel final : public Popup {
    Q_OBJECT
public:
    explicit PartitionPanel(QWidget* parent);
    void setCount(int partitions);
    /// What was last typed or ticked and can be.
    [[nodiscard]] const session::PartitionChoice& choice() const { return m_choice; }
    void setChoice(const session::PartitionChoice& choice);

signals:
    void changed();
    void submitted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void readRanges();
    void readList();
    void fillList();
    void tickAll(bool on);
    void search(const QString& digits);
    void settle();

    QLineEdit *m_ranges, *m_search;
    ToneLabel* m_note;
    QListWidget* m_list;
    int m_count = -1;
    session::PartitionChoice m_choice;
};

} // namespace widgets
