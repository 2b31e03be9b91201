#include "widgets/prompts/connect_dialog.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/common/colour_picker.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/theme/fonts.h"

namespace widgets {

ConnectDialog::ConnectDialog(session::Clusters& clusters, const session::ConnectionProfile& profile,
                             QWidget* parent)
    : FormDialog(profile.id.isNull() ? tr("Connect to a cluster") : tr("Edit connection"),
                 profile.id.isNull() ? QString() : profile.name,
                 profile.id.isNull() ? tr("Connect") : tr("Save"), parent)
    , m_clusters(clusters)
    , m_profile(profile)
    , m_bootstrap(new QLineEdit(profile.bootstrap))
    , m_name(new QLineEdit(profile.name))
    , m_colour(new ColourPicker(QStringLiteral("colour")))
    , m_environment(new Segmented({tr("Development"), tr("Test"), tr("Production")},
                                  QStringLiteral("environment"), tr("Environment")))
    , m_test(plainButton(tr("Test"), QStringLiteral("testButton"), QStringLiteral("plug"))) {
    setObjectName(QStringLiteral("connectDialog"));
    setMinimumWidth(620);
    m_bootstrap->setObjectName(QStringLiteral("bootstrap"));
    m_bootstrap->setFont(theme::monoFont());
    m_bootstrap->setPlaceholderText(QStringLiteral("localhost:9092"));
    m_name->setObjectName(QStringLiteral("name"));
    m_colour->setCurrent(profile.colour);
    m_environment->setCurrent(static_cast<int>(profile.environment));
    m_bootstrapRow = addRow(tr("Bootstrap servers"), m_bootstrap);
    m_nameRow = addRow(tr("Name"), m_name);
    addRow(tr("Colour"), m_colour);
    m_environmentRow = addRow(tr("Environment"), m_environment);
    foot()->insertWidget(0, m_test);
    // What the test finds changes its words; the buttons beside it stay where they are.
    for (const QString& words : {tr("Testing…"), tr("Test again")}) {
        m_test->setText(words);
        m_test->setMinimumWidth(std::max(m_test->minimumWidth(), m_test->sizeHint().width()));
    }
    m_test->setText(tr("Test"));
    connect(m_bootstrap, &QLineEdit::textEdited, this, [this] {
        m_touched = true;
        bar()->hide();
        m_connecting = false;
        m_running = nullptr; // an answer about another address says nothing about this one
        setBusy(false);
        m_test->setText(tr("Test"));
        check();
    });
    connect(m_name, &QLineEdit::textEdited, this, &ConnectDialog::check);
    connect(m_environment, &Segmented::currentChanged, this, &ConnectDialog::check);
    connect(m_test, &QPushButton::clicked, this, &ConnectDialog::test);
    check();
    // Room for what the test tells: the buttons below stay under the pointer.
    content()->addStretch();
    setMinimumHeight(layout()->totalHeightForWidth(minimumWidth()) + 80);
    m_bootstrap->setFocus();
}

QString ConnectDialog::addressError(const QString& bootstrap) {
    const QStringList parts = bootstrap.split(QLatin1Char(','), Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return tr("An address is missing, e.g. localhost:9092.");
    for (const QString& part : parts) {
        const QString address = part.trimmed();
        if (address.contains(QStringLiteral("://")))
            return tr("“%1”: leave out the %2, Kafka's addresses are HOST:PORT.")
                .arg(address, address.section(QStringLiteral("://"), 0, 0) + QStringLiteral("://"));
        const qsizetype colon = address.lastIndexOf(QLatin1Char(':'));
        if (colon <= 0 || address.endsWith(QLatin1Char(']')))
            return tr("“%1” has no port; Kafka's usual one is 9092.").arg(address);
        bool number = false;
        const int port = address.mid(colon + 1).toInt(&number);
        if (!number || port < 1 || port > 65535)
            return tr("“%1” is not a port: it is a number from 1 to 65535.").arg(address.mid(colon + 1));
        const QString host = address.left(colon);
        if (host.contains(QLatin1Char(' ')) ||
            (host.contains(QLatin1Char(':')) && !host.startsWith(QLatin1Char('['))))
            return tr("“%1” is not a host name; an IPv6 address stands in brackets.").arg(host);
    }
    return {};
}

session::ConnectionProfile ConnectDialog::profile() const {
    session::ConnectionProfile result = m_profile;
    QStringList addresses;
    for (const QString& part : m_bootstrap->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        addresses << part.trimmed();
    result.bootstrap = addresses.join(QLatin1Char(','));
    result.name = session::tidyName(m_name->text());
    if (result.name.isEmpty())
        result.name = addresses.value(0).endsWith(QLatin1String(":9092"))
                          ? addresses.value(0).section(QLatin1Char(':'), 0, -2)
                          : addresses.value(0); // two brokers of one host are told apart
    result.colour = m_colour->current();
    result.environment = static_cast<session::Environment>(m_environment->current());
    if (result.bootstrap != m_profile.bootstrap)
        result.clusterId = result.bootstrap == m_metAt ? m_met : QString();
    return result;
}

void ConnectDialog::check() {
    const QString error = addressError(m_bootstrap->text());
    if (!error.isEmpty() && m_touched)
        m_bootstrapRow->say(error, models::Tone::Bad);
    else
        m_bootstrapRow->say(tr("One will do; the others are learnt from it."));
    bool taken = false;
    for (const auto& other : m_clusters.profiles())
        taken = taken || (other.id != m_profile.id && other.name == session::tidyName(m_name->text()));
    if (taken)
        m_nameRow->say(tr("Another connection has this name."), models::Tone::Warn);
    else
        m_nameRow->say(session::tidyName(m_name->text()).isEmpty() && error.isEmpty()
                           ? tr("Without a name it is called %1.").arg(profile().name)
                           : QString());
    m_environmentRow->say(m_environment->current() == 2
                              ? tr("Opens read-only, in a red frame; an unlock lasts ten minutes.")
                              : QString());
    m_test->setEnabled(error.isEmpty() && !m_running);
    actButton()->setEnabled(error.isEmpty() && !m_connecting);
}

void ConnectDialog::test() {
    tryOut([this](const session::ClusterSummary& answer) {
        bar()->offer({}, {});
        bar()->say(
            models::Tone::Good,
            models::counted(tr("It answers: %n broker(s), %1.", nullptr, answer.brokers), answer.brokers)
                .arg(answer.software));
    });
}

// A button that is disabled hands the focus to the next one: Enter would cancel.
void ConnectDialog::keepFocus() {
    if (m_test->hasFocus() || actButton()->hasFocus())
        m_bootstrap->setFocus();
}

void ConnectDialog::tryOut(std::function<void(const session::ClusterSummary&)> answered) {
    const QString bootstrap = profile().bootstrap;
    auto* job = m_clusters.testConnection(bootstrap, this);
    m_running = job;
    m_test->setText(tr("Testing…"));
    bar()->hide();
    keepFocus();
    check();
    const auto settle = [this, job] {
        if (m_running != job)
            return false;
        m_running = nullptr;
        m_connecting = false;
        setBusy(false);
        m_test->setText(tr("Test again"));
        check();
        return true;
    };
    job->then(
        this,
        [this, settle, bootstrap, answered = std::move(answered)](const session::ClusterSummary& answer) {
            if (!settle())
                return;
            m_metAt = bootstrap;
            m_met = answer.clusterId;
            answered(answer);
        },
        [this, settle](const base::Error& error) {
            if (!settle())
                return;
            bar()->say(error, tr("The cluster cannot be reached."));
            bar()->offer(m_profile.id.isNull() ? tr("Connect anyway") : tr("Save anyway"),
                         [this] { choose(); });
        });
}

void ConnectDialog::act() {
    m_touched = true;
    check();
    if (!actButton()->isEnabled())
        return;
    // A new colour or name of a remembered cluster needs no cluster that answers.
    if (!m_profile.id.isNull() && profile().bootstrap == m_profile.bootstrap) {
        choose();
        return;
    }
    m_connecting = true;
    keepFocus();
    setBusy(true, tr("Testing…"));
    tryOut([this](const session::ClusterSummary&) { choose(); });
}

void ConnectDialog::choose() {
    session::ConnectionProfile result = profile();
    if (result.id.isNull())
        result.id = QUuid::createUuid();
    emit chosen(result);
    accept();
}

} // namespace widgets
