#include "widgets/prompts/topic_setting_rows.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/common/setting_field.h"
#include "widgets/prompts/setting_panel.h"

namespace widgets {
namespace {

constexpr int kLineHeight = 34, kShownLines = 3; // px; more are scrolled to, so that the form fits the screen

} // namespace

TopicSettingRows::TopicSettingRows(QStringList elsewhere, QWidget* parent)
    : QWidget(parent)
    , m_elsewhere(std::move(elsewhere))
    , m_more(linkButton(tr("Add a setting…"), QStringLiteral("addTopicSetting")))
    , m_panel(new SettingPanel(this))
    , m_scroll(new QScrollArea)
    , m_column(new QVBoxLayout)
    , m_note(label(Text::Hint, {})) {
    auto* lines = new QWidget;
    m_column->setContentsMargins(0, 0, 8, 0);
    m_column->setSpacing(0);
    lines->setLayout(m_column);
    m_scroll->setWidget(lines);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_note->setObjectName(QStringLiteral("topicSettingsNote"));
    m_note->setTone(models::Tone::Bad);
    m_note->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(label(Text::Section, tr("Other settings")));
    head->addStretch();
    head->addWidget(m_more);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(head);
    all->addWidget(m_scroll);
    all->addWidget(m_note);
    connect(m_more, &QPushButton::clicked, this, [this] { m_panel->openBelow(m_more); });
    connect(m_panel, &SettingPanel::chosen, this, &TopicSettingRows::choose);
    settle();
}

void TopicSettingRows::setKnown(const std::vector<session::ConfigRow>& settings) {
    m_panel->setSettings(settings);
}

void TopicSettingRows::choose(const QString& name) {
    if (m_elsewhere.contains(name)) {
        emit elsewhereChosen(name);
        return;
    }
    const auto* setting = m_panel->find(name);
    if (!setting)
        return;
    add(*setting, setting->defaultValue.value_or(QString()));
    const auto line = std::ranges::find(m_lines, name, [](const Line& each) { return each.setting.name; });
    line->field->setFocus(Qt::TabFocusReason); // its value is marked: what is typed takes its place
    // Its place is known once the rows are laid out.
    QMetaObject::invokeMethod(
        m_scroll, [this, box = line->box] { m_scroll->ensureWidgetVisible(box); }, Qt::QueuedConnection);
}

void TopicSettingRows::add(const session::ConfigRow& setting, const QString& value) {
    if (std::ranges::any_of(m_lines, [&](const Line& each) { return each.setting.name == setting.name; }))
        return;
    auto* box = new QWidget;
    box->setFixedHeight(kLineHeight);
    auto* name = label(Text::Mono, setting.name);
    name->setToolTip(models::plainWords(setting.documentation));
    auto* field = new SettingField(setting, value);
    auto* gone = iconButton(tr("Leave %1 at its default").arg(setting.name),
                            QStringLiteral("removeTopicSetting"), QStringLiteral("close"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 2, 0, 2);
    line->setSpacing(8);
    line->addWidget(name, 1);
    line->addWidget(field);
    line->addWidget(gone);
    m_column->addWidget(box);
    m_lines.push_back({setting, box, field});
    connect(field, &SettingField::changed, this, &TopicSettingRows::settle);
    connect(gone, &QPushButton::clicked, this, [this, key = setting.name] { remove(key); });
    settle();
}

void TopicSettingRows::remove(const QString& name) {
    const auto line = std::ranges::find(m_lines, name, [](const Line& each) { return each.setting.name; });
    if (line == m_lines.end())
        return;
    m_more->setFocus(); // else it would go to whatever comes next in the form
    m_column->removeWidget(line->box);
    line->box->hide();
    line->box->deleteLater();
    m_lines.erase(line);
    settle();
}

std::map<std::string, std::string> TopicSettingRows::values() const {
    std::map<std::string, std::string> out;
    for (const Line& line : m_lines)
        if (const auto value = line.field->value())
            out[line.setting.name.toStdString()] = value->toStdString();
    return out;
}

QString TopicSettingRows::problem() const {
    for (const Line& line : m_lines)
        if (const QString wrong = line.field->problem(); !wrong.isEmpty())
            return QStringLiteral("%1: %2").arg(line.setting.name, wrong);
    return {};
}

void TopicSettingRows::settle() {
    const int shown = std::min<int>(int(m_lines.size()), kShownLines);
    m_scroll->setVisible(shown > 0);
    m_scroll->setFixedHeight(shown * kLineHeight);
    m_note->setText(problem());
    m_note->setVisible(!m_note->text().isEmpty());
    emit changed();
}

} // namespace widgets
