#include "widgets/prompts/help_dialog.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>

#include "widgets/common/controls.h"
#include "widgets/common/key_hint.h"
#include "widgets/prompts/about_dialog.h"

namespace widgets {
namespace {

QWidget* hintsOf(const QStringList& keys) {
    auto* hints = new QWidget;
    auto* line = new QHBoxLayout(hints);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addStretch();
    for (const QString& key : keys)
        line->addWidget(new KeyHint(key));
    return hints;
}

QGridLayout* column() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    return grid;
}

} // namespace

HelpDialog::HelpDialog(const std::vector<KeyLine>& keys, QWidget* parent) : SheetDialog(tr("Keys"), parent) {
    setObjectName(QStringLiteral("helpDialog"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(48);
    QGridLayout* grid = nullptr;
    QString where;
    std::size_t listed = 0;
    bool isHalf = false;
    for (const KeyLine& key : keys) {
        if (key.where != where || !grid) {
            const bool next = !isHalf && 2 * listed >= keys.size(); // so that both are about as long
            isHalf = isHalf || next;
            if (!grid || next) {
                grid = column();
                auto* side = new QVBoxLayout;
                side->addLayout(grid);
                side->addStretch();
                columns->addLayout(side, 1);
            } else {
                grid->setRowMinimumHeight(grid->rowCount(), 8);
            }
            where = key.where;
            grid->addWidget(label(Text::Label, where), grid->rowCount(), 0, 1, 2);
        }
        ++listed;
        const int row = grid->rowCount();
        ToneLabel* words = label(Text::Body, key.words);
        words->setAccessibleName(QStringLiteral("%1: %2").arg(key.words, key.keys.join(QLatin1String(", "))));
        grid->addWidget(words, row, 0);
        grid->addWidget(hintsOf(key.keys), row, 1);
    }
    content()->addLayout(columns);
    auto* about = linkButton(tr("About Milena"), QStringLiteral("aboutButton"));
    foot()->insertWidget(0, about);
    connect(about, &QPushButton::clicked, this, [this] {
        accept();
        (new AboutDialog(parentWidget()))->open();
    });
}

} // namespace widgets
