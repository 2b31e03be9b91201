#pragma once

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
    void show(const QString& topic, const session::RecordRow* record, models::Zone zone);

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
