#include <algorithm>
#include <array>
#include <memory>

#include <expat.h>
#include <fmt/format.h>
#include <simdjson.h>

#include "decode/decoder_list.h"
#include "decode/tree_builder.h"

namespace decode {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// One document on its way into a tree: the object that holds the root element. An element is an object of
/// "@attributes", elements and "#text"; one with text alone, or with nothing, is that text.
class Walk {
public:
    Walk(XML_Parser parser, std::string_view source, TreeBuilder& builder)
        : m_parser(parser), m_source(source), m_builder(builder) {
        m_builder.open(Type::Object);
        XML_SetUserData(parser, this);
        XML_SetElementHandler(
            parser,
            [](void* self, const char* name, const char** attributes) { of(self).start(name, attributes); },
            [](void* self, const char* name) { of(self).end(name); });
        XML_SetCharacterDataHandler(parser, [](void* self, const char* text, int size) {
            of(self).take({text, static_cast<std::size_t>(size)});
        });
        // An entity of a few bytes may stand for gigabytes: documents that declare their own are refused.
        XML_SetEntityDeclHandler(parser,
                                 [](void* self, const char*, int, const char*, int, const char*, const char*,
                                    const char*, const char*) { of(self).stop("it declares entities"); });
        // What an outside DTD declares is not known: expat passes over its entities, and tells so in text
        // only.
        XML_SetStartDoctypeDeclHandler(parser, [](void* self, const char*, const char*, const char*, int) {
            of(self).m_hasDoctype = true;
        });
        XML_SetSkippedEntityHandler(parser, [](void* self, const char* name, int isParameter) {
            if (!isParameter)
                of(self).m_text += fmt::format("&{};", name);
        });
    }

    [[nodiscard]] const std::string& cause() const { return m_cause; }

private:
    static Walk& of(void* self) { return *static_cast<Walk*>(self); }

    void stop(std::string cause) {
        if (m_cause.empty())
            m_cause = std::move(cause);
        XML_StopParser(m_parser, XML_FALSE);
    }
    void goOn(bool more) {
        if (!more)
            XML_StopParser(m_parser, XML_FALSE);
    }

    /// The element that was begun has something besides text: it is an object after all.
    bool openPending() {
        if (!std::exchange(m_pending, false))
            return true;
        return m_builder.name(m_name) && m_builder.open(Type::Object, m_startedAt);
    }

    bool putText() {
        const auto first = m_text.find_first_not_of(blanks);
        if (first == std::string::npos) {
            m_text.clear();
            return true;
        }
        const bool on = m_builder.name("#text") && m_builder.leaf(Type::String, m_text);
        m_text.clear();
        return on;
    }

    /// Whether an attribute of the element that begins has an entity that was passed over.
    [[nodiscard]] bool lacksEntity() const {
        std::string tag(m_source.substr(static_cast<std::size_t>(XML_GetCurrentByteIndex(m_parser)),
                                        static_cast<std::size_t>(XML_GetCurrentByteCount(m_parser))));
        if (m_source.substr(0, 2) == std::string_view("<\0", 2)) { // UTF-16, low bytes first
            std::string narrow;
            for (std::size_t i = 0; i + 1 < tag.size(); i += 2)
                narrow += tag[i + 1] == '\0' ? tag[i] : '.';
            tag = std::move(narrow);
        }
        constexpr std::array known{"&#", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
        for (auto at = tag.find('&'); at != std::string::npos; at = tag.find('&', at + 1))
            if (std::ranges::none_of(
                    known, [&](std::string_view one) { return tag.compare(at, one.size(), one) == 0; }))
                return true;
        return false;
    }

    void start(const char* name, const char** attributes) {
        if (m_hasDoctype && *attributes && lacksEntity())
            return stop("an attribute holds an entity of its outside DTD");
        bool on = openPending() && putText();
        m_name = name;
        m_pending = true;
        m_startedAt = static_cast<std::size_t>(XML_GetCurrentByteIndex(m_parser));
        if (*attributes)
            on = on && openPending();
        for (; on && *attributes; attributes += 2)
            on = m_builder.name(fmt::format("@{}", attributes[0])) &&
                 m_builder.leaf(Type::String, attributes[1]);
        goOn(on);
    }

    void end(const char*) {
        const auto at = static_cast<std::size_t>(XML_GetCurrentByteIndex(m_parser));
        const auto end = at + static_cast<std::size_t>(XML_GetCurrentByteCount(m_parser));
        if (std::exchange(m_pending, false)) {
            goOn(m_builder.name(m_name) &&
                 m_builder.leaf(Type::String, m_text, m_startedAt, end - m_startedAt));
            m_text.clear();
            return;
        }
        goOn(putText() && m_builder.close(end));
    }

    void take(std::string_view text) { m_text += text; }

    XML_Parser m_parser;
    std::string_view m_source;
    TreeBuilder& m_builder;
    std::string m_name, m_text, m_cause;
    std::size_t m_startedAt = 0;
    bool m_hasDoctype = false;
    bool m_pending = false; ///< the last element was begun, and the tree does not hold it yet
};

class Xml final : public Decoder {
    std::string_view id() const override { return "xml"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto text = base::asText(input.bytes.view());
        const auto first = text.find_first_not_of("\xef\xbb\xbf \t\r\n");
        if (first == std::string_view::npos || text[first] != '<')
            return refuse("It does not begin with \"<\".");
        if (text.size() > limits.unpacked)
            return giveUp(fmt::format("This XML is longer than {} bytes.", limits.unpacked));
        const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
            XML_ParserCreate(nullptr), XML_ParserFree);
        // Of another encoding there is no original text.
        const bool utf8 = simdjson::validate_utf8(text.data(), text.size());
        TreeBuilder builder(limits, TreeBuilder::Source::Text, utf8 ? input.bytes : base::Buffer());
        Walk walk(parser.get(), text, builder);
        const auto status = XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
        if (builder.isTooDeep())
            return giveUp(fmt::format("This XML is nested more than {} deep.", limits.depth));
        if (status != XML_STATUS_OK && !builder.isCut())
            return refuse(fmt::format("This is not XML: {}, at line {}.",
                                      walk.cause().empty() ? XML_ErrorString(XML_GetErrorCode(parser.get()))
                                                           : walk.cause(),
                                      XML_GetCurrentLineNumber(parser.get())));
        builder.close(text.size());
        return Decoded{{{.decoder = id(), .bytes = text.size()}}, std::move(builder).release()};
    }
};

} // namespace

const Decoder* xmlDecoder() {
    static const Xml decoder;
    return &decoder;
}

} // namespace decode
