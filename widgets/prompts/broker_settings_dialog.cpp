#include "widgets/prompts/broker_settings_dialog.h"

#include <algorithm>

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/common/segmented.h"
#include "widgets/prompts/count_field.h"
#include "widgets/prompts/setting_rows.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

enum Storage { Kept, InMemory };
enum FirstUse { Created, NotCreated };

/// What fields of their own ask for, and what the program itself decides.
bool isAskedElsewhere(const QString& name) {
    static const QStringList names{QStringLiteral("num.partitions"),
                                   QStringLiteral("auto.create.topics.enable"),
                                   QStringLiteral("listeners"),
                                   QStringLiteral("advertised.listeners"),
                                   QStringLiteral("log.dir"),
                                   QStringLiteral("log.dirs"),
                                   QStringLiteral("node.id"),
                                   QStringLiteral("broker.id"),
                                   QStringLiteral("process.roles"),
                                   QStringLiteral("controller.quorum.voters"),
                                   QStringLiteral("controller.listener.names")};
    return names.contains(name);
}

std::vector<session::BrokerSetting> offered(std::vector<session::BrokerSetting> known) {
    std::erase_if(known, [](const auto& setting) { return isAskedElsewhere(setting.name); });
    std::ranges::sort(known, {}, &session::BrokerSetting::name);
    return known;
}

} // namespace

BrokerSettingsDialog::BrokerSettingsDialog(const session::LocalBrokerOptions& now, const QString& usualFolder,
                                           const std::vector<session::BrokerSetting>& known, QWidget* parent)
    : FormDialog(tr("Settings of the local broker"), tr("for its next start"), tr("Save"), parent)
    , m_before(now)
    , m_storage(new Segmented({tr("Kept on the disk"), tr("In memory")}, QStringLiteral("brokerStorage"),
                              tr("Records")))
    , m_firstUse(new Segmented({tr("Created"), tr("Not created")}, QStringLiteral("brokerFirstUse"),
                               tr("Topics on first use")))
    , m_folder(new QLineEdit(now.dataFolder))
    , m_chooseFolder(plainButton(tr("Choose…"), QStringLiteral("chooseBrokerFolder")))
    , m_port(countField(QStringLiteral("brokerPort"), 160))
    , m_partitions(countField(QStringLiteral("brokerPartitions"), 112))
    , m_settings(new SettingRows(offered(known))) {
    setObjectName(QStringLiteral("brokerSettingsDialog"));
    m_storage->setCurrent(now.storage == session::BrokerStorage::Kept ? Kept : InMemory);
    m_folder->setObjectName(QStringLiteral("brokerFolder"));
    m_folder->setFont(theme::monoFont());
    m_folder->setPlaceholderText(usualFolder);
    m_port->setRange(0, 65'535);
    m_port->setSpecialValueText(tr("the first free one"));
    m_port->setValue(now.port);
    m_firstUse->setCurrent(now.autoCreate ? Created : NotCreated);
    m_partitions->setValue(now.partitions);
    for (const auto& [name, value] : now.config)
        m_settings->add(name, value);
    buildForm();
    setMinimumWidth(620);
    check();
    m_storage->setFocus();
}

void BrokerSettingsDialog::buildForm() {
    m_storageRow = addRow(tr("Records"), m_storage);
    auto* place = new QWidget;
    auto* line = new QHBoxLayout(place);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_folder, 1);
    line->addWidget(m_chooseFolder);
    place->setFocusProxy(m_folder);
    m_folder->setAccessibleName(tr("Data folder"));
    m_folderRow = addRow(tr("Data folder"), place);
    m_portRow = addRow(tr("Port"), m_port);
    m_firstUseRow = addRow(tr("Topics on first use"), m_firstUse);
    m_partitionsRow = addRow(tr("Partitions of a new topic"), m_partitions);
    content()->addWidget(m_settings);
    connect(m_storage, &Segmented::currentChanged, this, &BrokerSettingsDialog::check);
    connect(m_folder, &QLineEdit::textChanged, this, &BrokerSettingsDialog::check);
    connect(m_chooseFolder, &QPushButton::clicked, this, &BrokerSettingsDialog::chooseFolder);
    connect(m_port, &QSpinBox::valueChanged, this, &BrokerSettingsDialog::check);
    connect(m_firstUse, &Segmented::currentChanged, this, &BrokerSettingsDialog::check);
    connect(m_partitions, &QSpinBox::valueChanged, this, &BrokerSettingsDialog::check);
    connect(m_settings, &SettingRows::changed, this, &BrokerSettingsDialog::check);
}

void BrokerSettingsDialog::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Data folder of the local broker"),
                                   m_folder->text().isEmpty() ? QDir::homePath() : m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

session::LocalBrokerOptions BrokerSettingsDialog::options() const {
    session::LocalBrokerOptions out = m_before;
    out.storage =
        m_storage->current() == Kept ? session::BrokerStorage::Kept : session::BrokerStorage::Memory;
    out.dataFolder = m_folder->text().trimmed();
    out.port = m_port->value();
    out.autoCreate = m_firstUse->current() == Created;
    out.partitions = m_partitions->value();
    out.config = m_settings->values();
    return out;
}

void BrokerSettingsDialog::check() {
    const bool kept = m_storage->current() == Kept;
    m_storageRow->say(kept ? tr("Outlive the broker and this window.") : tr("Gone when the broker stops."));
    m_folder->setEnabled(kept);
    m_chooseFolder->setEnabled(kept);
    const QString folder = m_folder->text().trimmed();
    const bool placed = folder.isEmpty() || QDir::isAbsolutePath(folder);
    if (!placed)
        m_folderRow->say(tr("Write it from the root on."), models::Tone::Bad);
    else
        m_folderRow->say(kept && folder != m_before.dataFolder
                             ? tr("What is kept now stays where it is and comes back with its folder.")
                             : QString());
    if (m_port->value() == 0)
        m_portRow->say(tr("From 9092 on."));
    else if (m_port->value() < 1024)
        m_portRow->say(tr("Ports below 1024 are the system's; it may refuse this one."), models::Tone::Warn);
    else
        m_portRow->say(tr("If another program has it, the broker does not start."));
    const bool count = session::checkPartitions(m_partitions->value(), 0) == session::CountProblem::None;
    if (!count)
        m_partitionsRow->say(tooManyPartitions(), models::Tone::Bad);
    else
        m_partitionsRow->say(tr("Where whoever creates it does not say."));
    actButton()->setEnabled(placed && count && m_settings->problem().isEmpty());
}

void BrokerSettingsDialog::act() {
    emit chosen(options());
    accept();
}

} // namespace widgets
