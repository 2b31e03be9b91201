#include "widgets/prompts/count_field.h"

#include <QCoreApplication>
#include <QSpinBox>

#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/theme/fonts.h"

namespace widgets {

QSpinBox* countField(const QString& objectName, int width) {
    constexpr int kMostTyped = 999'999'999;
    auto* field = new QSpinBox;
    field->setObjectName(objectName);
    field->setRange(0, kMostTyped);
    field->setFont(theme::monoFont());
    field->setAlignment(Qt::AlignRight);
    field->setFixedWidth(width);
    return field;
}

QString tooManyPartitions() {
    return QCoreApplication::translate("counts", "At most %1: more would stall the brokers.")
        .arg(models::formatCount(qint64(session::kMostPartitions)));
}

} // namespace widgets
