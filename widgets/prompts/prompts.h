#pragma once

#include <functional>

#include <QString>

#include "session/profile.h"

class QWidget;

namespace session {
class Clusters;
}

namespace widgets {

/// Everything the window asks in a dialog of its own. Pages ask here and never open a dialog themselves, so
/// that tests can answer. Every call returns at once; the answer comes on the UI thread, and not at all when
/// the user leaves the dialog.
class Prompts {
public:
    struct Question {
        QString title;
        QString text;      ///< what will happen, what dies
        QString button;    ///< names the act: "Delete topic"
        QString typedName; ///< production: the name that has to be typed; else empty
        bool destructive = false;
        QString command = {}; ///< the same as a line for a shell; empty: there is none
        /// What will happen by now, where that changes while the question stands; empty: it does not.
        std::function<QString()> textNow = {};
        /// Why it cannot be done by now; empty, or answers empty: it can.
        std::function<QString()> whyNot = {};
    };

    virtual ~Prompts() = default;
    virtual void confirm(QWidget* parent, const Question& question, std::function<void()> yes) = 0;
    /// `filter` as QFileDialog's, e.g. "CSV (*.csv)".
    virtual void saveFile(QWidget* parent, const QString& title, const QString& suggested,
                          const QString& filter, std::function<void(const QString& path)> chosen) = 0;
    /// Connect to a cluster, or change a remembered one (its id set).
    virtual void editConnection(QWidget* parent, session::Clusters& clusters,
                                const session::ConnectionProfile& profile,
                                std::function<void(const session::ConnectionProfile&)> done) = 0;
};

} // namespace widgets
