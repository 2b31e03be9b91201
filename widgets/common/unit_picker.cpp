#include "widgets/common/unit_picker.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

// What the entries without a number carry.
constexpr int kInfinite = 1, kDefault = 2;

} // namespace

UnitPicker::UnitPicker(models::ValueKind kind, std::optional<qint64> infinite, bool withDefault,
                       const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_units(models::unitsOf(kind))
    , m_infinite(infinite)
    , m_number(new QLineEdit)
    , m_unit(new QComboBox) {
    setObjectName(objectName);
    m_number->setObjectName(objectName + QStringLiteral("Number"));
    m_number->setAccessibleName(accessibleName);
    m_number->setFont(theme::monoFont());
    m_number->setAlignment(Qt::AlignRight);
    m_number->setFixedWidth(96);
    m_unit->setObjectName(objectName + QStringLiteral("Unit"));
    m_unit->setAccessibleName(tr("%1, unit").arg(accessibleName));
    m_unit->setFixedWidth(104);
    for (const models::Unit& unit : m_units)
        m_unit->addItem(unit.name);
    if (infinite)
        m_unit->addItem(tr("Infinite"), kInfinite);
    if (withDefault)
        m_unit->addItem(tr("Default"), kDefault);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_number);
    line->addWidget(m_unit);
    setFocusProxy(m_number);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_number, &QLineEdit::textChanged, this, [this] {
        m_touched = true;
        settle();
        emit changed();
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        m_touched = true;
        settle();
        emit changed();
    });
    settle();
}

qint64 UnitPicker::factor() const {
    const auto index = std::size_t(std::max(0, m_unit->currentIndex()));
    return index < m_units.size() ? m_units[index].factor : 0;
}

void UnitPicker::settle() {
    m_number->setEnabled(factor() > 0);
    markWrong(*m_number, m_touched && !error().isEmpty());
}

QString UnitPicker::error() const {
    if (factor() == 0)
        return {};
    const QString text = m_number->text().remove(QLatin1Char(' ')).remove(QChar(0xa0));
    if (text.isEmpty())
        return tr("A number is missing.");
    bool whole = false;
    const qint64 number = text.toLongLong(&whole);
    const bool tooLong = std::ranges::all_of(text, [](QChar each) { return each >= u'0' && each <= u'9'; });
    if (!whole && !tooLong)
        return tr("“%1” is not a whole number.").arg(m_number->text());
    if (number < 0)
        return tr("It cannot be negative; choose Infinite for no limit.");
    if (!whole || number > m_most / factor())
        return tr("That is more than Kafka can hold: at most %1 %2.")
            .arg(models::formatCount(m_most / factor()), m_unit->currentText());
    return {};
}

bool UnitPicker::isDefault() const {
    return m_unit->currentData().toInt() == kDefault;
}

std::optional<qint64> UnitPicker::value() const {
    if (isDefault() || !error().isEmpty())
        return std::nullopt;
    if (factor() == 0)
        return m_infinite;
    return m_number->text().remove(QLatin1Char(' ')).remove(QChar(0xa0)).toLongLong() * factor();
}

void UnitPicker::setValue(std::optional<qint64> value) {
    if (!value || value == m_infinite) {
        if (const int word = m_unit->findData(value ? kInfinite : kDefault); word >= 0)
            m_unit->setCurrentIndex(word);
    } else if (*value >= 0) {
        const auto [number, unit] = models::inBiggestUnit(m_kind, *value);
        m_number->setText(QString::number(number));
        m_unit->setCurrentIndex(unit);
    }
    m_touched = false;
    settle();
}

void UnitPicker::setPlaceholder(const QString& text) {
    m_number->setPlaceholderText(text);
}

} // namespace widgets
