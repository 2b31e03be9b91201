#pragma once

#include "widgets/prompts/prompts.h"

namespace widgets {

/// The real dialogs. Lives as long as the window; made in main.
class DialogPrompts final : public Prompts {
public:
    void confirm(QWidget* parent, const Question& question, std::function<void()> yes) override;
    void saveFile(QWidget* parent, const QString& title, const QString& suggested, const QString& filter,
                  std::function<void(const QString&)> chosen) override;
    void editConnection(QWidget* parent, session::Clusters& clusters,
                        const session::ConnectionProfile& profile,
                        std::function<void(const session::ConnectionProfile&)> done) override;
};

} // namespace widgets
