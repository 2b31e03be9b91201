#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "models/formats.h"
#include "session/ports/runs.h"
#include "widgets/prompts/form_dialog.h"

class QCheckBox;
class QLineEdit;
class QRadioButton;

namespace session {
class Workspace;
}

namespace widgets {

class ExportTimes;
class RunProgress;
class Segmented;

/// What of a topic there is to export.
struct ExportScope {
    QString topic;
    session::BrowseQuery query;               ///< of what was read
    std::vector<session::RecordRow> selected; ///< in the order shown; empty: nobody chose among them
    std::vector<session::RecordRow> read;
    std::optional<qint64> matching; ///< about as many match in all; none: not known
    models::Zone zone = {};         ///< in which times are shown and typed
    qint64 behindOpen = 0;          ///< offsets that read committed left when this was read
    QString readTopicId = {};       ///< of the topic that was read; empty: not known
};

/// Chooses what of a topic goes where and in which form, with an estimate, the first lines and kcat's command
/// for the same. Then it shows the run it became, which goes on without it. UI thread.
class ExportDialog final : public FormDialog {
    Q_OBJECT
public:
    ExportDialog(session::Workspace& workspace, const session::ConnectionProfile& cluster, ExportScope scope,
                 QWidget* parent);
    [[nodiscard]] session::ExportDraft draft() const;

protected:
    void act() override;

private:
    void buildWhat();
    void buildHow();
    void buildFile();
    void settle();
    void settleName();
    /// What was read of what is asked.
    const std::vector<session::RecordRow>& sampleOf(const session::ExportDraft& now);
    void settleSample(const session::ExportDraft& now);
    void settleTogether(const session::ExportDraft& now, const std::vector<session::RecordRow>& sample);
    [[nodiscard]] QString wholeWords(const session::BrowseQuery& now) const;
    /// About as many as match in all in these times; none: not known.
    [[nodiscard]] std::optional<qint64> matchingIn(const session::BrowseQuery& now) const;
    void browse();
    [[nodiscard]] const std::vector<session::RecordRow>& rows() const; ///< chosen; none: the whole range
    [[nodiscard]] QString suggestedPath() const;
    [[nodiscard]] const char* packedEnding() const;
    [[nodiscard]] bool isThere() const; ///< what would be written over

    session::Workspace& m_workspace;
    const session::ConnectionProfile m_cluster;
    const ExportScope m_scope;
    const bool m_holdsBytes;                                               ///< what was read of it
    std::pair<std::optional<qint64>, std::optional<qint64>> m_sampleTimes; ///< ms, from and until
    std::vector<session::RecordRow> m_sample; ///< what was read of them; not copied anew for each key
    QWidget* m_form;
    QRadioButton *m_selected, *m_read, *m_whole;
    Segmented *m_format, *m_keyAs, *m_valueAs;
    ToneLabel *m_transactions, *m_formatNote, *m_fileNote, *m_together, *m_previewTitle, *m_preview;
    std::vector<QCheckBox*> m_fields;
    QLineEdit* m_path;
    QCheckBox* m_replace;
    Segmented* m_packing;
    ExportTimes* m_times;
    RunProgress* m_progress;
    QString m_suggested; ///< the path that nobody has typed over
};

} // namespace widgets
