#pragma once

#include <QPointer>

#include "session/cluster_session.h"
#include "session/ports/runs.h"
#include "session/runs/import_preview.h"
#include "widgets/prompts/form_dialog.h"

class QComboBox;
class QLineEdit;

namespace widgets {

class RunProgress;
class SendingFields;

/// Chooses a file of JSON lines and how its records are sent to a topic; tells what the file holds before one
/// sends. Then it shows the run it became, which goes on without it. UI thread.
class ImportDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `path` empty: to be chosen.
    ImportDialog(session::Runs& runs, session::ClusterSession* cluster, const QString& topic,
                 const QString& path, QWidget* parent);
    [[nodiscard]] session::ImportDraft draft() const;

protected:
    void act() override;

private:
    void browse();
    void look();
    void settle();
    void settleTarget();

    session::Runs& m_runs;
    QPointer<session::ClusterSession> m_cluster;
    QLineEdit* m_path;
    QComboBox* m_topic;
    Row *m_file, *m_where;
    SendingFields* m_sending;
    ToneLabel* m_preview;
    RunProgress* m_progress;
    std::optional<session::ImportLook> m_look;
    QPointer<session::JobBase> m_looking;
    int m_looks = 0; ///< the last look at a file is the one that counts
};

} // namespace widgets
