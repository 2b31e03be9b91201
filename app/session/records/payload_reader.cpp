#include "session/records/payload_reader.h"

#include <cstdlib>
#include <variant>

#include <QSaveFile>
#include <QThreadPool>

#include "decode/guess.h"
#include "decode/print.h"
#include "session/convert.h"
#include "session/job_runner.h"
#include "session/work_pool.h"

namespace session {
namespace {

QByteArray arrayOf(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

base::Result<QByteArray> copiedOf(const decode::Printed& printed, const char* remedy) {
    if (!printed.cut)
        return arrayOf(printed.text);
    return base::fail(
        {.name = "TOO_MUCH_TO_COPY", .cause = "It holds more than can be copied at once.", .remedy = remedy});
}

/// Where line ends were put into lines that were too long.
std::vector<qsizetype> breakLongLines(QString& text) {
    std::vector<qsizetype> breaks;
    QString result;
    qsizetype lineStart = 0, taken = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('\n')) {
            lineStart = i + 1;
        } else if (i - lineStart >= Payload::shownLine && !text[i].isLowSurrogate()) {
            result += QStringView(text).sliced(taken, i - taken);
            breaks.push_back(result.size());
            result += QLatin1Char('\n');
            taken = lineStart = i;
        }
    }
    if (breaks.empty())
        return breaks;
    result += QStringView(text).sliced(taken);
    text = std::move(result);
    return breaks;
}

decode::Printed textOf(const decode::Tree& tree) {
    constexpr auto limit = static_cast<std::size_t>(Payload::shownText);
    const auto type = tree.type(tree.root());
    const bool structure = type == decode::Type::Array || type == decode::Type::Object;
    // XML is read more easily as it was written than as the JSON it could be.
    if (!structure || (!tree.isJson() && !tree.original(tree.root()).empty()))
        return decode::copyText(tree, tree.root(), limit);
    return decode::prettyJson(tree, tree.root(), limit);
}

Payload payloadOf(decode::Reading reading) {
    Payload out;
    for (const auto& layer : reading.decoded.layers)
        out.layers.push_back({text(layer.decoder),
                              QByteArray(reinterpret_cast<const char*>(layer.skipped.data()),
                                         static_cast<qsizetype>(layer.skipped.size())),
                              static_cast<qint64>(layer.bytes), text(layer.schema)});
    out.refusal = std::move(reading.refusal);
    auto printed = textOf(reading.decoded.tree);
    out.text = text(printed.text);
    out.cut = printed.cut;
    out.text.replace(QLatin1String("\r\n"), QLatin1String("\n")); // as a text view has it
    out.text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    out.breaks = breakLongLines(out.text);
    out.tree = ValueTree(std::make_shared<const decode::Tree>(std::move(reading.decoded.tree)));
    return out;
}

KindGuess guessOf(const decode::Guess& guess) {
    KindGuess out{guess.decoder ? text(guess.decoder->id()) : QString(),
                  static_cast<int>(guess.samples),
                  static_cast<int>(guess.accepted),
                  {}};
    for (const auto& one : guess.passedOver)
        out.passedOver.push_back({text(one.decoder->id()), text(one.why), static_cast<int>(one.accepted)});
    return out;
}

} // namespace

PayloadReader::PayloadReader(const QString& topic, QObject* parent)
    : QObject(parent), m_topic(topic.toStdString()) {}

QStringList PayloadReader::kinds() {
    QStringList all;
    for (const auto* decoder : decode::decoders())
        all += text(decoder->id());
    return all;
}

void PayloadReader::choose(PayloadSide side, const QString& kind) {
    const QString before = this->kind(side);
    of(side).chosen = kind;
    if (this->kind(side) != before)
        emit kindChanged(side);
}

QString PayloadReader::chosen(PayloadSide side) const {
    return of(side).chosen;
}

QString PayloadReader::kind(PayloadSide side) const {
    return of(side).chosen.isEmpty() ? of(side).guess.kind : of(side).chosen;
}

const KindGuess& PayloadReader::guess(PayloadSide side) const {
    return of(side).guess;
}

const decode::Decoder* PayloadReader::decoderOf(PayloadSide side) const {
    const auto* decoder = decode::findDecoder(kind(side).toStdString());
    const bool isGuess = of(side).chosen.isEmpty();
    return isGuess && decoder && decoder->id() == "text" ? decode::likelyTextDecoder() : decoder;
}

decode::Input inputOf(const std::string& topic, PayloadSide side, const std::optional<QByteArray>& key,
                      const std::optional<QByteArray>& value, bool isCut) {
    const auto& bytes = side == PayloadSide::Key ? key : value;
    decode::Input input;
    input.side = side == PayloadSide::Key ? decode::Side::Key : decode::Side::Value;
    input.topic = topic;
    if (bytes)
        input.bytes = bufferOf(*bytes);
    input.cut = isCut;
    if (key)
        input.key = bufferOf(*key);
    return input;
}

decode::Input PayloadReader::inputOf(const RecordRow& record, PayloadSide side) const {
    const bool isKey = side == PayloadSide::Key;
    const auto& bytes = isKey ? record.key : record.value;
    const bool isCut = bytes && bytes->size() < (isKey ? record.keySize : record.valueSize);
    return session::inputOf(m_topic, side, record.key, record.value, isCut);
}

void PayloadReader::sample(const RecordBrowser& browser) {
    if (!browser.query().key || guess(PayloadSide::Key).samples == 0)
        sampleSide(PayloadSide::Key, browser);
    sampleSide(PayloadSide::Value, browser);
}

void PayloadReader::sampleSide(PayloadSide side, const RecordBrowser& browser) {
    auto samples = std::make_shared<std::vector<decode::Input>>();
    // Spread over what was read: neighbours are often alike.
    const int rows = browser.rowCount();
    const int step = std::max(1, rows / static_cast<int>(decode::mostSamples));
    for (int i = 0; i < rows && samples->size() < decode::mostSamples; i += step) {
        auto input = inputOf(browser.row(i), side);
        if (!input.bytes.empty())
            samples->push_back(std::move(input));
    }
    delete of(side).guessing;
    auto* job = runJob<KindGuess>(*workPool(), this, [samples](JobContext&) -> base::Result<KindGuess> {
        return guessOf(decode::guess(*samples));
    });
    of(side).guessing = job;
    job->then(
        this,
        [this, job, side](const KindGuess& guess) {
            of(side).guessing = nullptr;
            const QString before = kind(side);
            of(side).guess = guess;
            job->deleteLater();
            if (kind(side) != before)
                emit kindChanged(side);
        },
        [](const base::Error&) {});
}

Job<Payload>* PayloadReader::read(const RecordRow& record, PayloadSide side, QObject* owner) const {
    return runJob<Payload>(
        *workPool(), owner,
        [input = inputOf(record, side), decoder = decoderOf(side),
         isGuess = of(side).chosen.isEmpty()](JobContext& context) -> base::Result<Payload> {
            if (input.bytes.empty())
                return Payload();
            decode::Limits limits;
            limits.stop = context.stop();
            auto reading = decode::decodeAs(decoder, input, limits);
            if (isGuess)
                reading.refusal.reset(); // nobody asked for it
            return payloadOf(std::move(reading));
        });
}

Job<QByteArray>* PayloadReader::copy(const RecordRow& record, PayloadSide side, QObject* owner) const {
    if (!(side == PayloadSide::Key ? record.key : record.value))
        return refuseJob<QByteArray>(owner,
                                     {.name = "NULL", .cause = "It is null: there is nothing to copy."});
    return runJob<QByteArray>(*workPool(), owner,
                              [input = inputOf(record, side),
                               decoder = decoderOf(side)](JobContext& context) -> base::Result<QByteArray> {
                                  return copiedOf(
                                      decode::wholeText(decoder, input, mostCopied, context.stop()),
                                      "Save its bytes instead.");
                              });
}

Job<QByteArray>* PayloadReader::copy(const ValueTree& tree, ValueTree::Node node, QObject* owner) {
    return runJob<QByteArray>(
        *workPool(), owner, [tree = tree.tree(), node](JobContext&) -> base::Result<QByteArray> {
            return copiedOf(decode::copyText(*tree, node, mostCopied),
                            "Copy the whole payload, or what is below it piece by piece.");
        });
}

QString PayloadReader::cell(const RecordRow& record, PayloadSide side, int limit) const {
    return text(decode::cellText(decoderOf(side), inputOf(record, side), static_cast<std::size_t>(limit)));
}

QVariant PayloadReader::number(const RecordRow& record, PayloadSide side) const {
    const auto& bytes = side == PayloadSide::Key ? record.key : record.value;
    const auto* decoder = decoderOf(side);
    if (!bytes || !decoder || bytes->size() < (side == PayloadSide::Key ? record.keySize : record.valueSize))
        return {};
    const auto number = decoder->number(
        {reinterpret_cast<const std::uint8_t*>(bytes->data()), static_cast<std::size_t>(bytes->size())});
    if (const auto* whole = std::get_if<std::int64_t>(&number))
        return QVariant(qint64(*whole));
    const auto* fraction = std::get_if<double>(&number);
    return fraction ? QVariant(*fraction) : QVariant();
}

namespace {

std::optional<ShortText> shortNumber(const decode::Input& input) {
    for (const char* id : {"uuid", "int64", "float64", "int32", "float32"}) {
        const auto* decoder = decode::findDecoder(id);
        const auto decoded = decoder->decode(input, {});
        // One alone is no sample to guess from: only what chance seldom makes.
        if (!decoded || !decoder->likely(input, *decoded) || !decoder->evident(input, *decoded))
            continue;
        const QString words = text(decoded->tree.text(0));
        if (std::string_view(id) == "uuid")
            return ShortText{ShortText::Kind::Uuid, words, false};
        constexpr qsizetype fewDigits = 9; // of a fraction, as somebody would write it
        if (std::string_view(id).starts_with("int") || words.size() <= fewDigits)
            return ShortText{ShortText::Kind::Number, words, false, QString::fromLatin1(id)};
    }
    return std::nullopt;
}

} // namespace

ShortText shortText(const std::optional<QByteArray>& bytes, qsizetype limit) {
    if (!bytes || bytes->isEmpty())
        return {bytes ? ShortText::Kind::Empty : ShortText::Kind::Null, {}, false};
    decode::Input input{.bytes = bufferOf(*bytes)};
    const bool cut = bytes->size() > limit;
    if (cut) {
        input.bytes = input.bytes.slice(0, static_cast<std::size_t>(limit));
        input.cut = true;
    }
    const auto* decoder = decode::findDecoder("text");
    if (const auto decoded = decoder->decode(input, {}); decoded && decoder->likely(input, *decoded))
        return {ShortText::Kind::Text, text(decoded->tree.text(0)), cut};
    if (!cut)
        if (auto number = shortNumber(input))
            return *std::move(number);
    return {ShortText::Kind::Hex,
            text(decode::hexPairs(input.bytes.view(), static_cast<std::size_t>(limit) / 3)),
            bytes->size() > limit / 3};
}

QString cellText(const QByteArray& bytes, int limit) {
    return text(decode::cellText(nullptr, {.bytes = bufferOf(bytes)}, static_cast<std::size_t>(limit)));
}

QString hexText(const QByteArray& bytes, qsizetype most, int perLine) {
    const auto shown = QByteArrayView(bytes).first(std::min(bytes.size(), most));
    return text(decode::hexDump({reinterpret_cast<const std::uint8_t*>(shown.data()),
                                 static_cast<std::size_t>(shown.size())},
                                std::numeric_limits<std::size_t>::max(), static_cast<std::size_t>(perLine))
                    .text);
}

Job<QByteArray>* copyHex(const QByteArray& bytes, QObject* owner) {
    return runJob<QByteArray>(*workPool(), owner,
                              [bytes](JobContext&) -> base::Result<QByteArray> { return bytes.toHex(); });
}

Job<Nothing>* saveBytes(const QByteArray& bytes, const QString& path, QObject* owner) {
    return runJob<Nothing>(*workPool(), owner, [bytes, path](JobContext&) -> base::Result<Nothing> {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
            return Nothing();
        return base::fail({.name = "CANNOT_WRITE",
                           .cause = file.errorString().toStdString(),
                           .remedy = "Choose another file."});
    });
}

} // namespace session
