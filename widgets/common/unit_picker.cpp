#include "widgets/common/unit_picker.h"

#include <limits>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

QVector<UnitPicker::Unit> withWords(QVector<UnitPicker::Unit> units, std::optional<qint64> infinite,
                                    bool withDefault) {
    if (infinite)
        units.append({UnitPicker::tr("Infinite"), 0, *infinite});
    if (withDefault)
        units.append({UnitPicker::tr("Default"), 0, 0, true});
    return units;
}

} // namespace

QVector<UnitPicker::Unit> UnitPicker::times(std::optional<qint64> infinite, bool withDefault) {
    return withWords({{tr("ms"), 1},
                      {tr("seconds"), 1000},
                      {tr("minutes"), 60'000},
                      {tr("hours"), 3'600'000},
                      {tr("days"), 86'400'000}},
                     infinite, withDefault);
}

QVector<UnitPicker::Unit> UnitPicker::sizes(std::optional<qint64> infinite, bool withDefault) {
    return withWords(
        {{tr("B"), 1}, {tr("KiB"), 1024}, {tr("MiB"), 1024 * 1024}, {tr("GiB"), 1024 * 1024 * 1024}},
        infinite, withDefault);
}

UnitPicker::UnitPicker(QVector<Unit> units, const QString& objectName, const QString& accessibleName,
                       QWidget* parent)
    : QWidget(parent), m_units(std::move(units)), m_number(new QLineEdit), m_unit(new QComboBox) {
    setObjectName(objectName);
    m_number->setObjectName(objectName + QStringLiteral("Number"));
    m_number->setAccessibleName(accessibleName);
    m_number->setFont(theme::monoFont());
    m_number->setAlignment(Qt::AlignRight);
    m_number->setFixedWidth(96);
    m_unit->setObjectName(objectName + QStringLiteral("Unit"));
    m_unit->setAccessibleName(tr("%1, unit").arg(accessibleName));
    m_unit->setFixedWidth(104);
    for (const Unit& u : m_units)
        m_unit->addItem(u.name);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_number);
    line->addWidget(m_unit);
    setFocusProxy(m_number);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_number, &QLineEdit::textChanged, this, [this] {
        settle();
        emit changed();
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        settle();
        emit changed();
    });
    settle();
}

const UnitPicker::Unit& UnitPicker::unit() const {
    return m_units[std::max(0, m_unit->currentIndex())];
}

void UnitPicker::settle() {
    m_number->setEnabled(unit().factor > 0);
    const QByteArray look = error().isEmpty() ? "" : "bad";
    if (m_number->property("look").toByteArray() != look) {
        m_number->setProperty("look", look);
        m_number->update();
    }
}

QString UnitPicker::error() const {
    if (unit().factor == 0)
        return {};
    const QString text = m_number->text().remove(QLatin1Char(' ')).remove(QChar(0xa0));
    if (text.isEmpty())
        return tr("A number is missing.");
    bool whole = false;
    const qint64 number = text.toLongLong(&whole);
    if (!whole)
        return tr("“%1” is not a whole number.").arg(m_number->text());
    if (number < 0)
        return tr("It cannot be negative; choose Infinite for no limit.");
    if (number > std::numeric_limits<qint64>::max() / unit().factor)
        return tr("That is more than Kafka can hold.");
    return {};
}

bool UnitPicker::isDefault() const {
    return unit().isDefault;
}

std::optional<qint64> UnitPicker::value() const {
    if (unit().isDefault || !error().isEmpty())
        return std::nullopt;
    if (unit().factor == 0)
        return unit().fixed;
    return m_number->text().remove(QLatin1Char(' ')).remove(QChar(0xa0)).toLongLong() * unit().factor;
}

void UnitPicker::setValue(std::optional<qint64> value) {
    int best = -1;
    for (int i = 0; i < m_units.size(); ++i) {
        const Unit& u = m_units[i];
        if (!value          ? u.isDefault
            : u.factor == 0 ? !u.isDefault && u.fixed == *value
                            : *value >= 0 && *value % u.factor == 0 && (*value > 0 || u.factor == 1))
            best = i;
    }
    if (best < 0)
        return;
    if (m_units[best].factor > 0)
        m_number->setText(QString::number(*value / m_units[best].factor));
    m_unit->setCurrentIndex(best);
}

void UnitPicker::setPlaceholder(const QString& text) {
    m_number->setPlaceholderText(text);
}

} // namespace widgets
