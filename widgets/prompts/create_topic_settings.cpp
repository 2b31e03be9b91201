/// The part of the form that holds the settings of a new topic, and fills it in from another topic.

#include <initializer_list>
#include <utility>

#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/common/unit_picker.h"
#include "widgets/prompts/create_topic_dialog.h"
#include "widgets/prompts/topic_setting_rows.h"

namespace widgets {

void CreateTopicDialog::buildSettings() {
    m_copied->setObjectName(QStringLiteral("copiedSettings"));
    m_copied->setWordWrap(true);
    m_copied->hide();
    content()->addWidget(m_settings);
    content()->addWidget(m_copied);
    connect(m_settings, &TopicSettingRows::changed, this, &CreateTopicDialog::check);
    connect(m_settings, &TopicSettingRows::elsewhereChosen, this, [this](const QString& name) {
        if (auto* field = fieldOf(name))
            field->setFocus(Qt::OtherFocusReason);
    });
    m_topics->defaults(this)->then(
        this, [this](const std::vector<session::ConfigRow>& rows) { takeDefaults(rows); },
        [this](const base::Error& error) {
            bar()->say(error, tr("The settings that there are could not be read."));
        });
}

void CreateTopicDialog::takeDefaults(const std::vector<session::ConfigRow>& rows) {
    m_settings->setKnown(rows);
    for (const auto& row : rows) {
        if (!row.value)
            continue;
        const qint64 value = row.value->toLongLong();
        if (row.name == QLatin1String(kCleanup))
            m_cleanupDefault->setText(tr("default: %1").arg(*row.value));
        else if (row.name == QLatin1String(kKeepFor))
            m_retention->setPlaceholder(models::formatRetention(value));
        else if (row.name == QLatin1String(kKeepAtMost))
            m_retentionBytes->setPlaceholder(value < 0 ? QString(models::infinitySign)
                                                       : models::formatBytes(value));
        else if (row.name == QLatin1String(kLargest))
            m_maxMessage->setPlaceholder(models::formatBytes(value));
    }
}

QWidget* CreateTopicDialog::fieldOf(const QString& setting) const {
    for (const auto& [name, field] :
         std::initializer_list<std::pair<const char*, QWidget*>>{{kCleanup, m_cleanup},
                                                                 {kKeepFor, m_retention},
                                                                 {kKeepAtMost, m_retentionBytes},
                                                                 {kLargest, m_maxMessage},
                                                                 {kLeastInSync, m_minInSync}})
        if (setting == QLatin1String(name))
            return field;
    return nullptr;
}

QString CreateTopicDialog::freeName(const QString& like) const {
    constexpr qsizetype longest = 249;
    for (int i = 1; i < 100; ++i) {
        const QString tail = i == 1 ? QStringLiteral("-copy") : QStringLiteral("-copy-%1").arg(i);
        const QString name = like.left(longest - tail.size()) + tail;
        if (!m_data || !m_data->topic(name))
            return name;
    }
    return {};
}

void CreateTopicDialog::copyFrom(const session::TopicRow& like) {
    m_name->setText(freeName(like.name));
    m_name->selectAll();
    m_partitions->setValue(like.partitions);
    m_replication->setValue(like.replication);
    m_copied->setText(tr("Reading the settings of the topic…"));
    m_copied->show();
    m_copying = true;
    m_topics->config(like.name, this)
        ->then(
            this, [this](const std::vector<session::ConfigRow>& rows) { copySettings(rows); },
            [this](const base::Error& error) {
                m_copied->hide();
                bar()->say(error, tr("The settings of the topic could not be read, so it cannot be cloned."));
            });
}

void CreateTopicDialog::copySettings(const std::vector<session::ConfigRow>& rows) {
    m_copying = false;
    int copied = 0;
    QStringList hidden;
    for (const auto& row : rows) {
        if (!row.overridden || row.readOnly)
            continue;
        if (!row.value) {
            hidden += row.name;
            continue;
        }
        if (!copyField(row))
            m_settings->add(row, *row.value);
        ++copied;
    }
    QString words =
        copied == 0 ? tr("The topic has no settings of its own. Its records are not copied.")
                    : models::counted(tr("%n setting(s) of the topic's own stand above and can be changed. "
                                         "Its records are not copied.",
                                         nullptr, copied),
                                      copied);
    if (!hidden.isEmpty())
        words += QLatin1Char(' ') +
                 tr("The brokers keep the value of %1 to themselves.").arg(hidden.join(QLatin1String(", ")));
    m_copied->setText(words);
    check();
}

bool CreateTopicDialog::copyField(const session::ConfigRow& row) {
    auto* field = fieldOf(row.name);
    bool whole = false;
    const qint64 number = row.value->toLongLong(&whole);
    if (field == m_cleanup && field) {
        const auto policies = row.value->split(QLatin1Char(','), Qt::SkipEmptyParts);
        const bool compacts = policies.contains(QLatin1String("compact"));
        const bool deletes = policies.contains(QLatin1String("delete"));
        m_cleanup->setCurrent(compacts && deletes ? Both : compacts ? Compact : deletes ? Delete : Default);
        return compacts || deletes;
    }
    if (field == m_minInSync && field && whole)
        m_minInSync->setValue(int(number));
    else if (auto* picker = qobject_cast<UnitPicker*>(field); picker && whole && number >= -1)
        picker->setValue(number);
    else
        return false;
    return true;
}

} // namespace widgets
