#include "widgets/common/setting_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include "models/config_units.h"
#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/common/unit_picker.h"
#include "widgets/theme/fonts.h"

using models::ValueKind;
using session::ConfigRow;
using session::ValueProblem;

namespace widgets {
namespace {

QString wordsOf(ValueProblem problem, const QString& type = {}) {
    switch (problem) {
    case ValueProblem::None:
        return {};
    case ValueProblem::Missing:
        return SettingField::tr("A value is missing.");
    case ValueProblem::NotBoolean:
        return SettingField::tr("This is neither true nor false.");
    case ValueProblem::NotWhole:
        return SettingField::tr("This is not a whole number.");
    case ValueProblem::NotNumber:
        return SettingField::tr("This is not a number.");
    case ValueProblem::TooLarge:
        return SettingField::tr("That is more than Kafka can hold: at most %1.")
            .arg(models::formatCount(session::mostOf(type).value_or(0)));
    }
    return {};
}

} // namespace

SettingField::SettingField(const ConfigRow& setting, const std::optional<QString>& value, QWidget* parent)
    : QWidget(parent) {
    const ValueKind kind = models::valueKindOf(setting);
    const bool choices = !models::choicesOf(setting.name).isEmpty();
    QWidget* field = kind == ValueKind::Milliseconds || kind == ValueKind::Bytes ? unitField(setting, value)
                     : kind == ValueKind::Boolean || kind == ValueKind::Choice   ? choiceField(setting, value)
                     : kind == ValueKind::List && choices                        ? listField(setting, value)
                                                                                 : textField(setting, value);
    field->setObjectName(QStringLiteral("settingField"));
    field->setAccessibleName(tr("New value of %1").arg(setting.name));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(field);
    line->addStretch();
    setFocusProxy(field);
}

std::optional<QString> SettingField::value() const {
    return m_problem().isEmpty() ? std::optional(m_value()) : std::nullopt;
}

void SettingField::takeKeys() {
    setFocus();
    if (auto* line = findChild<QLineEdit*>())
        line->selectAll();
}

QWidget* SettingField::unitField(const ConfigRow& setting, const std::optional<QString>& value) {
    auto* picker =
        new UnitPicker(models::valueKindOf(setting), models::infiniteValueOf(setting.name), false,
                       QStringLiteral("settingField"), tr("New value of %1").arg(setting.name), this);
    if (const auto most = session::mostOf(setting.type))
        picker->setMost(*most);
    if (value) {
        // A value that stands for another setting, such as −2, has no number of its own to edit.
        picker->setPlaceholder(*value);
        picker->setValue(value->toLongLong());
    }
    connect(picker, &UnitPicker::changed, this, &SettingField::changed);
    m_problem = [picker] { return picker->error(); };
    m_value = [picker] { return QString::number(picker->value().value_or(0)); };
    return picker;
}

QWidget* SettingField::choiceField(const ConfigRow& setting, const std::optional<QString>& value) {
    auto* box = new QComboBox(this);
    box->addItems(models::valueKindOf(setting) == ValueKind::Boolean
                      ? QStringList{QStringLiteral("true"), QStringLiteral("false")}
                      : models::choicesOf(setting.name));
    box->setPlaceholderText(tr("Choose"));
    box->setCurrentIndex(-1);
    if (value)
        box->setCurrentText(*value);
    connect(box, &QComboBox::textActivated, this, &SettingField::changed);
    m_problem = [box] { return box->currentIndex() < 0 ? wordsOf(ValueProblem::Missing) : QString(); };
    m_value = [box] { return box->currentText(); };
    return box;
}

QWidget* SettingField::listField(const ConfigRow& setting, const std::optional<QString>& value) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto now = value.value_or(QString()).split(QLatin1Char(','), Qt::SkipEmptyParts);
    QList<QCheckBox*> boxes;
    for (const QString& choice : models::choicesOf(setting.name)) {
        auto* box = new QCheckBox(choice, row);
        box->setObjectName(choice);
        box->setCheckState(!value                 ? Qt::PartiallyChecked
                           : now.contains(choice) ? Qt::Checked
                                                  : Qt::Unchecked);
        layout->addWidget(box);
        boxes += box;
    }
    for (const auto* box : boxes)
        connect(box, &QCheckBox::clicked, this, [this, boxes] {
            for (auto* each : boxes) {
                if (each->checkState() == Qt::PartiallyChecked)
                    each->setChecked(false); // one is chosen: it is not the others
                each->setTristate(false);
            }
            emit changed();
        });
    m_value = [boxes] {
        QStringList chosen;
        for (const auto* box : boxes)
            if (box->checkState() == Qt::Checked)
                chosen += box->text();
        return chosen.join(QLatin1Char(','));
    };
    m_problem = [this] { return m_value().isEmpty() ? tr("One of them has to stay.") : QString(); };
    row->setFocusProxy(boxes.first());
    return row;
}

QWidget* SettingField::textField(const ConfigRow& setting, const std::optional<QString>& value) {
    auto* line = new QLineEdit(value.value_or(QString()), this);
    line->setFont(theme::monoFont());
    line->setMinimumWidth(200);
    m_value = [line] { return line->text().trimmed(); };
    m_problem = [this, type = setting.type] { return wordsOf(session::checkValue(type, m_value()), type); };
    connect(line, &QLineEdit::textEdited, this, [this, line] {
        markWrong(*line, !problem().isEmpty());
        emit changed();
    });
    return line;
}

} // namespace widgets
