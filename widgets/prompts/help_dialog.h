#pragma once

#include <vector>

#include "widgets/common/key_line.h"
#include "widgets/prompts/sheet_dialog.h"

namespace widgets {

/// Lists the keys and what they do, by place, in two columns: the first place fills the left one.
class HelpDialog final : public SheetDialog {
    Q_OBJECT
public:
    HelpDialog(const std::vector<KeyLine>& keys, QWidget* parent);
};

} // namespace widgets
