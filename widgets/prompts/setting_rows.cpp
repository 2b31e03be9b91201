#include "widgets/prompts/setting_rows.h"

#include <algorithm>

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>

#include "widgets/common/controls.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

/// One line of the list; found again through the layout, so that there is no second list to keep in step.
class Line final : public QWidget {
public:
    Line() : name(new QLineEdit), value(new QLineEdit) {
        name->setPlaceholderText(SettingRows::tr("a part of its name"));
        name->setObjectName(QStringLiteral("settingName"));
        name->setAccessibleName(SettingRows::tr("Name of the setting"));
        value->setObjectName(QStringLiteral("settingValue"));
        value->setAccessibleName(SettingRows::tr("Value of the setting"));
        name->setFont(theme::monoFont());
        value->setFont(theme::monoFont());
    }
    QLineEdit *name, *value;
};

QVector<Line*> linesOf(const QVBoxLayout* column) {
    QVector<Line*> lines;
    for (int i = 0; i < column->count(); ++i)
        if (auto* line = dynamic_cast<Line*>(column->itemAt(i)->widget()))
            lines += line;
    return lines;
}

QStringList namesOf(const std::vector<session::BrokerSetting>& settings) {
    QStringList names;
    for (const auto& setting : settings)
        names << setting.name;
    return names;
}

} // namespace

SettingRows::SettingRows(std::vector<session::BrokerSetting> known, QWidget* parent)
    : QWidget(parent)
    , m_known(std::move(known))
    , m_names(new QCompleter(namesOf(m_known), this))
    , m_column(new QVBoxLayout)
    , m_note(label(Text::Hint, {})) {
    m_names->setFilterMode(Qt::MatchContains);
    m_names->setCaseSensitivity(Qt::CaseInsensitive);
    m_names->setMaxVisibleItems(12);
    auto* more = linkButton(tr("Add a setting"), QStringLiteral("addSetting"));
    auto* head = new QHBoxLayout;
    head->addWidget(label(Text::Section, tr("Other settings")));
    head->addStretch();
    head->addWidget(more);
    m_column->setSpacing(4);
    m_note->setWordWrap(true);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addLayout(head);
    all->addLayout(m_column);
    all->addWidget(m_note);
    connect(more, &QPushButton::clicked, this, [this] { add(); });
    settle();
}

void SettingRows::add(const QString& name, const QString& value) {
    auto* line = new Line;
    auto* gone =
        iconButton(tr("Leave it at its default"), QStringLiteral("removeSetting"), QStringLiteral("close"));
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(line->name, 3);
    layout->addWidget(line->value, 2);
    layout->addWidget(gone);
    line->name->setCompleter(m_names);
    line->name->setText(name);
    line->value->setText(value);
    m_column->addWidget(line);
    connect(line->name, &QLineEdit::textChanged, this, &SettingRows::settle);
    connect(line->value, &QLineEdit::textChanged, this, &SettingRows::settle);
    connect(gone, &QPushButton::clicked, this, [this, line] { remove(line); });
    line->name->setFocus();
    settle();
}

void SettingRows::remove(QWidget* line) {
    m_column->removeWidget(line);
    line->deleteLater();
    settle();
}

const session::BrokerSetting* SettingRows::find(const QString& name) const {
    const auto found = std::ranges::find(m_known, name, &session::BrokerSetting::name);
    return found != m_known.end() ? &*found : nullptr;
}

std::map<QString, QString> SettingRows::values() const {
    std::map<QString, QString> out;
    for (const auto* line : linesOf(m_column))
        out[line->name->text()] = line->value->text();
    return out;
}

QString SettingRows::problem() const {
    QSet<QString> seen;
    for (const auto* line : linesOf(m_column)) {
        const QString name = line->name->text();
        if (name.isEmpty())
            return tr("A setting needs a name.");
        const auto* setting = find(name);
        if (!setting)
            return tr("The broker has no setting %1.").arg(name);
        if (const QString wrong = setting->problem ? setting->problem(line->value->text()) : QString();
            !wrong.isEmpty())
            return wrong;
        if (seen.contains(name))
            return tr("%1 stands twice.").arg(name);
        seen.insert(name);
    }
    return {};
}

void SettingRows::settle() {
    QString idle;
    for (const auto* line : linesOf(m_column)) {
        const auto* setting = find(line->name->text());
        line->value->setPlaceholderText(!setting                     ? QString()
                                        : setting->initial.isEmpty() ? tr("no default")
                                                                     : setting->initial);
        if (setting && !setting->acts && idle.isEmpty())
            idle = setting->name;
    }
    const QString wrong = problem();
    m_note->setTone(!wrong.isEmpty() ? models::Tone::Bad : models::Tone::Muted);
    m_note->setText(!wrong.isEmpty()  ? wrong
                    : !idle.isEmpty() ? tr("%1 is accepted, and nothing follows it yet.").arg(idle)
                                      : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    emit changed();
}

} // namespace widgets
