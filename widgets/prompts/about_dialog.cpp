#include "widgets/prompts/about_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QPlainTextEdit>

#include "widgets/common/controls.h"
#include "widgets/theme/fonts.h"

// The macro declares a function, which must not land in a namespace.
static void openResources() {
    Q_INIT_RESOURCE(licences);
}

namespace widgets {

AboutDialog::AboutDialog(QWidget* parent)
    : SheetDialog(tr("About Milena"), parent), m_choice(new QComboBox), m_text(new QPlainTextEdit) {
    openResources();
    setObjectName(QStringLiteral("aboutDialog"));
    content()->setSpacing(8);
    content()->addWidget(label(Text::Section, tr("Milena %1").arg(QCoreApplication::applicationVersion())));
    content()->addWidget(label(Text::Body, tr("A console for Apache Kafka with a broker inside.")));
    ToneLabel* terms = label(
        Text::Muted, tr("Free software: you may use, change and pass it on under the GNU General Public "
                        "License, version 3 or any later one. It comes without any warranty."));
    terms->setWordWrap(true);
    content()->addWidget(terms);
    content()->addSpacing(8);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    ToneLabel* words = label(Text::Body, tr("Licence of"));
    words->setBuddy(m_choice);
    line->addWidget(words);
    m_choice->setObjectName(QStringLiteral("licenceChoice"));
    m_choice->setAccessibleName(tr("Licence of"));
    line->addWidget(m_choice);
    line->addStretch();
    content()->addLayout(line);
    m_text->setObjectName(QStringLiteral("licenceText"));
    m_text->setAccessibleName(tr("Text of the licence"));
    m_text->setReadOnly(true);
    m_text->setFont(theme::monoFont());
    m_text->setFixedSize(640, 300);
    content()->addWidget(m_text);
    fillChoices();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &AboutDialog::showChosen);
    showChosen();
    m_choice->setFocus();
}

void AboutDialog::fillChoices() {
    const auto addAll = [this](const QString& folder, const QString& words) {
        for (const QFileInfo& file : QDir(folder).entryInfoList({}, QDir::Files, QDir::Name))
            m_choice->addItem(words.arg(file.completeBaseName()), file.filePath());
    };
    m_choice->addItem(tr("Milena"), QStringLiteral(":/licences/texts/GPL-3.txt"));
    addAll(QStringLiteral(":/licences/notices"), QStringLiteral("%1"));
    m_choice->insertSeparator(m_choice->count());
    addAll(QStringLiteral(":/licences/texts"), tr("%1, whole"));
}

void AboutDialog::showChosen() {
    QFile file(m_choice->currentData().toString());
    m_text->setPlainText(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString());
}

} // namespace widgets
