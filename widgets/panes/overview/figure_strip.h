#pragma once

#include <QWidget>

class QHBoxLayout;

namespace session {
struct ClusterSnapshot;
}

namespace widgets {

class Figure;

/// The cluster's figures in one line. Half a figure would be a wrong one: on a narrow page what is said
/// elsewhere too makes room. UI thread.
class FigureStrip final : public QWidget {
    Q_OBJECT
public:
    /// `sent`: records out are those that were sent, or else those that groups committed.
    explicit FigureStrip(bool sent, QWidget* parent = nullptr);
    /// `stale`: nobody answers any more, and nothing can be said of rates.
    void show(const session::ClusterSnapshot& snapshot, bool stale);
    void setWide(bool wide); ///< the page has room to spare

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showLag(const session::ClusterSnapshot& snapshot);
    void fit();

    const bool m_sent;
    QHBoxLayout* m_line;
    Figure *m_in, *m_out, *m_brokers, *m_partitions, *m_underReplicated, *m_topics, *m_groups, *m_lag;
    bool m_wide = true;
};

} // namespace widgets
