#pragma once

#include <optional>
#include <vector>

#include <QScrollArea>

#include "models/formats.h"
#include "session/ports/record_browser.h"

class QGridLayout;

namespace widgets {

/// What is known of a record besides its payload, in sections; every value can be selected.
class DetailsPage final : public QScrollArea {
    Q_OBJECT
public:
    explicit DetailsPage(QWidget* parent = nullptr);
    /// `before`: why there is no record just before it, as far as that is known.
    void show(const QString& topic, const session::RecordRow* record, models::Zone zone,
              const std::optional<session::RecordBefore>& before = std::nullopt);

    struct Fact {
        QString name, value;
        QString section = {}; ///< begins one
    };
    [[nodiscard]] static std::vector<Fact> factsOf(const QString& topic, const session::RecordRow& record,
                                                   models::Zone zone);

private:
    QWidget* m_box;
    QGridLayout* m_grid;
};

} // namespace widgets
