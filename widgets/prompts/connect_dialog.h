#pragma once

#include <functional>

#include "session/ports/clusters.h"
#include "widgets/prompts/form_dialog.h"

class QLineEdit;

namespace widgets {

class ColourPicker;
class Segmented;

/// Connect to a cluster by a bootstrap address: tested on demand and before it is taken, with a name, a
/// colour and an environment. Deletes itself.
class ConnectDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `profile` with an id: change a remembered one.
    ConnectDialog(session::Clusters& clusters, const session::ConnectionProfile& profile, QWidget* parent);

    /// Why `bootstrap` cannot be an address list; empty when it can.
    [[nodiscard]] static QString addressError(const QString& bootstrap);

signals:
    void chosen(const session::ConnectionProfile& profile);

protected:
    void act() override;

private:
    void check();
    void test();
    void keepFocus();
    /// Asks the address; tells in the bar why it fails, and offers to take it all the same.
    void tryOut(std::function<void(const session::ClusterSummary&)> answered);
    void choose(); ///< the end: what stands in the form is taken
    [[nodiscard]] session::ConnectionProfile profile() const;

    session::Clusters& m_clusters;
    session::ConnectionProfile m_profile;
    QLineEdit *m_bootstrap, *m_name;
    ColourPicker* m_colour;
    Segmented* m_environment;
    QString m_metAt, m_met; ///< the address that answered last, and the id of the cluster there
    Row *m_bootstrapRow, *m_nameRow, *m_environmentRow;
    QPushButton* m_test;
    session::Job<session::ClusterSummary>* m_running = nullptr;
    bool m_connecting = false; ///< taken as soon as it answers
    bool m_touched = false;    ///< nothing is wrong with a field nobody has typed in
};

} // namespace widgets
