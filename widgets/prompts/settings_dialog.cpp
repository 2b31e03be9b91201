#include "widgets/prompts/settings_dialog.h"

#include <algorithm>
#include <functional>

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>

#include "session/ports/connection.h"
#include "widgets/common/controls.h"
#include "widgets/common/segmented.h"
#include "widgets/common/words.h"
#include "widgets/common/zone_choice.h"
#include "widgets/prompts/about_dialog.h"
#include "widgets/theme/theme.h"

namespace widgets {
namespace {

Segmented* themeChoice(theme::Theme& theme) {
    QStringList names;
    for (const theme::Choice choice : theme::choices)
        names << themeName(choice);
    auto* field = new Segmented(names, QStringLiteral("themeChoice"), SettingsDialog::tr("Theme"));
    const auto now = std::find(theme::choices.begin(), theme::choices.end(), theme.choice());
    field->setCurrent(int(now - theme::choices.begin()));
    QObject::connect(field, &Segmented::currentChanged, &theme,
                     [&theme](int index) { theme.choose(theme::choices.at(std::size_t(index))); });
    return field;
}

ZoneChoice* zoneChoice(const models::Zone& zone, SettingsDialog& dialog) {
    auto* field = new ZoneChoice(QStringLiteral("zoneChoice"));
    field->setZone(zone);
    QObject::connect(field, &ZoneChoice::zonePicked, &dialog, &SettingsDialog::zoneChosen);
    return field;
}

QComboBox* intervalChoice(session::Connection& connection) {
    auto* field = new QComboBox;
    field->setObjectName(QStringLiteral("intervalChoice"));
    field->setAccessibleName(SettingsDialog::tr("Refresh %1").arg(connection.profile().name));
    for (const int ms : intervals)
        field->addItem(intervalWords(ms), ms);
    field->setCurrentIndex(field->findData(connection.intervalMs()));
    QObject::connect(field, &QComboBox::activated, &connection, [&connection, field](int index) {
        connection.setIntervalMs(field->itemData(index).toInt());
    });
    return field;
}

} // namespace

SettingsDialog::SettingsDialog(models::Zone zone, theme::Theme& theme, session::Connection* connection,
                               QWidget* parent)
    : SheetDialog(tr("Settings"), parent) {
    setObjectName(QStringLiteral("settingsDialog"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, 140);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](const QString& name, QWidget* field, const QString& help) {
        const int row = grid->rowCount();
        ToneLabel* words = label(Text::Body, name);
        words->setBuddy(field);
        grid->addWidget(words, row, 0);
        grid->addWidget(field, row, 1, Qt::AlignLeft);
        ToneLabel* below = label(Text::Hint, help);
        below->setContentsMargins(0, 0, 0, 12);
        grid->addWidget(below, row + 1, 1);
    };
    Segmented* first = themeChoice(theme);
    add(tr("Theme"), first, tr("As the system goes dark when the desktop does."));
    add(tr("Times"), zoneChoice(zone, *this),
        tr("How they are shown and typed everywhere: any zone, found by a part of its name."));
    if (connection)
        add(tr("Refresh %1").arg(connection->profile().name), intervalChoice(*connection),
            tr("How often this cluster is asked; remembered for it, but for a hold."));
    content()->addLayout(grid);
    const auto lead = [this](const QString& words, const char* name, std::function<void()> act) {
        auto* link = linkButton(words, QString::fromLatin1(name));
        foot()->insertWidget(foot()->count() - 2, link); // before the stretch and Close
        connect(link, &QPushButton::clicked, this, [this, act = std::move(act)] {
            accept();
            act();
        });
    };
    lead(tr("All keys"), "keysButton", [this] { emit keysRequested(); });
    lead(tr("About Milena"), "aboutButton", [this] { (new AboutDialog(parentWidget()))->open(); });
    first->setFocus();
}

} // namespace widgets
