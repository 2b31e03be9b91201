#pragma once

#include <optional>

#include <QWidget>

#include "models/formats.h"
#include "session/records.h"

class QCheckBox;
class QLineEdit;

namespace widgets {

class ToneLabel;

/// The times of the records that are exported, both ends included, and how far they are looked for; the
/// page's own to begin with. UI thread.
class ExportTimes final : public QWidget {
    Q_OBJECT
public:
    ExportTimes(const session::BrowseQuery& query, models::Zone zone, QWidget* parent = nullptr);
    void writeTo(session::BrowseQuery& query) const;
    [[nodiscard]] QString problem() const; ///< empty: the times can be read

signals:
    void changed();
    void edited(); ///< by hand

private:
    [[nodiscard]] std::optional<qint64> timeIn(const QLineEdit& field) const;
    void settle();

    const models::Zone m_zone;
    QLineEdit *m_from, *m_until;
    QCheckBox* m_toEnds;
    ToneLabel* m_note;
};

} // namespace widgets
