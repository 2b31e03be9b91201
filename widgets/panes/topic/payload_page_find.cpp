#include <algorithm>

#include <QStackedWidget>

#include "models/formats.h"
#include "models/match_spans.h"
#include "models/payload_words.h"
#include "widgets/common/find_line.h"
#include "widgets/panes/topic/hex_view.h"
#include "widgets/panes/topic/payload_page.h"
#include "widgets/panes/topic/text_view.h"

using session::Payload;

namespace widgets {
namespace {

constexpr qsizetype kMostFound = 10'000;

} // namespace

void PayloadPage::find() {
    if (m_record)
        m_find->open();
}

PayloadPage::Places PayloadPage::placesOf(const QString& words) const {
    Places places;
    if (!m_record || !bytes() || bytes()->isEmpty())
        return places; // what stands there are our own words
    switch (View(m_stack->currentIndex())) {
    case Tree:
        places.inTree = m_payload.tree.holding(words, kMostFound);
        break;
    case Hex:
        places.inHex = m_hex->find(words, kMostFound);
        break;
    case PlainText:
        places.inText = models::acrossBreaks(m_text->text(), m_payload.breaks, [&words](const QString& text) {
            return models::wordsIn(words, text, kMostFound);
        });
        break;
    }
    return places;
}

void PayloadPage::find(const QString& words, bool backwards) {
    if (words != m_foundWords) {
        m_foundWords = words;
        m_found = placesOf(words);
    }
    m_found.step(backwards);
    goTo(m_found);
    const auto count = m_found.count();
    const QString told = count > 0 ? tr("%1 of %2")
                                         .arg(models::formatCount(qint64(m_found.at + 1)),
                                              models::matchCount(count, kMostFound))
                                   : tr("not found");
    m_find->tell(told, searchedWords());
}

/// Empty: all of it is.
QString PayloadPage::searchedWords() const {
    if (const auto within = searchedBytes())
        return tr("Only the first %1 are looked at.").arg(models::formatBytes(*within));
    if (view() == Tree && m_payload.tree.isCut())
        return tr("Only the first %1 fields are looked at.")
            .arg(models::formatCount(qint64(m_payload.tree.nodeCount())));
    return {};
}

std::optional<qint64> PayloadPage::searchedBytes() const {
    const auto shown = view();
    const qint64 kept = bytes() ? bytes()->size() : 0;
    std::optional<qint64> out;
    if (kept < size())
        out = kept;
    if (shown == Hex && kept > HexView::shownBytes)
        out = HexView::shownBytes;
    if (shown == PlainText && m_payload.cut)
        out = std::min<qint64>(Payload::shownText, out.value_or(Payload::shownText));
    return out;
}

} // namespace widgets
