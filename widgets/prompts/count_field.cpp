#include "widgets/prompts/count_field.h"

#include <algorithm>
#include <utility>

#include <QCoreApplication>
#include <QSpinBox>

#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

/// Where words stand for the least value, digits typed anywhere into them take their place.
class CountField final : public QSpinBox {
public:
    using QSpinBox::QSpinBox;

protected:
    QValidator::State validate(QString& input, int& position) const override {
        const QString& words = specialValueText();
        if (!words.isEmpty() && input != words) {
            QString digits;
            for (const QChar& each : std::as_const(input))
                if (each.isDigit())
                    digits += each;
            const bool amongWords = std::ranges::any_of(input, [](QChar each) { return each.isLetter(); });
            if (amongWords && !digits.isEmpty()) {
                input = digits;
                position = int(digits.size());
            }
        }
        return QSpinBox::validate(input, position);
    }
};

} // namespace

QSpinBox* countField(const QString& objectName, int width) {
    constexpr int kMostTyped = 999'999'999;
    auto* field = new CountField;
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
