#pragma once

#include <vector>

#include <QWidget>

#include "session/runs.h"

namespace widgets {

/// How far a run is within each partition: a bar each with its number below; neighbours share one where there
/// is no room for all. UI thread.
class PartitionBars final : public QWidget {
    Q_OBJECT
public:
    explicit PartitionBars(QWidget* parent = nullptr);
    /// `slowest` is drawn as one to look at; −1: none is.
    void show(const std::vector<session::PartitionShare>& shares, int slowest);
    [[nodiscard]] QSize sizeHint() const override;
    /// What stands in words of the partition under this point; empty: there is none.
    [[nodiscard]] QString wordsAt(const QPoint& place) const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Partitions from `first` up to, not including, `end` of m_shares under one bar.
    struct Bar {
        std::size_t first, end;
        QRectF rect;
    };
    [[nodiscard]] std::vector<Bar> bars() const;
    [[nodiscard]] session::PartitionShare together(const Bar& bar) const;

    std::vector<session::PartitionShare> m_shares;
    int m_slowest = -1;
};

} // namespace widgets
