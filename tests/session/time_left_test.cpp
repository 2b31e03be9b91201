#include <algorithm>

#include <QTest>
#include <QVector>

#include "session/runs/live_run.h"

using namespace session;

namespace {

/// So many lines of one length.
struct Stretch {
    qint64 lines, bytes;
};

constexpr double lineMs = 0.003, byteMs = 0.000'006;

double takes(const Stretch& part) {
    return double(part.lines) * (lineMs + double(part.bytes) * byteMs);
}

/// What an import of such a file would tell, beat by beat, each line taking as long as its bytes and itself.
class Import {
public:
    explicit Import(const QVector<Stretch>& parts) : m_parts(parts) {
        m_run.startPart(0);
        m_run.row.subject.kind = RunKind::Import;
        for (const auto& part : m_parts) {
            m_allMs += takes(part);
            m_run.row.figures.total += part.lines * part.bytes;
            m_lines += part.lines;
        }
    }
    /// Figures and measure at a time after the start.
    void at(qint64 ms, bool counted = true) {
        auto& figures = m_run.row.figures;
        figures.linesTotal = counted ? m_lines : 0;
        figures.linesDone = figures.done = 0;
        double rest = double(ms);
        for (const auto& part : m_parts) {
            const double share = std::clamp(rest / takes(part), 0.0, 1.0);
            const auto lines = qint64(share * double(part.lines));
            figures.linesDone += lines;
            figures.done += lines * part.bytes;
            rest -= takes(part);
        }
        figures.records = figures.linesDone;
        m_run.measure(ms);
    }
    [[nodiscard]] double allMs() const { return m_allMs; }
    [[nodiscard]] std::optional<qint64> told() const { return m_run.row.leftMs; }

private:
    const QVector<Stretch> m_parts;
    LiveRun m_run;
    double m_allMs = 0;
    qint64 m_lines = 0;
};

using Parts = QVector<Stretch>;

} // namespace

Q_DECLARE_METATYPE(Stretch)

/// What is said of the time that an import still takes.
class TimeLeftTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsToldIsSo_data() {
        QTest::addColumn<Parts>("parts");
        QTest::addColumn<double>("leastTold"); // of the beats
        QTest::newRow("lines of one length") << Parts{{5'000'000, 500}} << 0.95;
        QTest::newRow("long lines first") << Parts{{2'000, 1'000'000}, {5'000'000, 100}} << 0.35;
        QTest::newRow("short lines first") << Parts{{5'000'000, 100}, {2'000, 1'000'000}} << 0.15;
        QTest::newRow("long lines in the middle")
            << Parts{{1'000'000, 100}, {2'000, 1'000'000}, {3'000'000, 100}} << 0.15;
    }

    void whatIsToldIsSo() {
        QFETCH(const Parts, parts);
        QFETCH(const double, leastTold);
        Import import(parts);
        int told = 0, beats = 0;
        for (qint64 ms = runBeatMs; double(ms) < import.allMs(); ms += runBeatMs, ++beats) {
            import.at(ms);
            const double left = import.allMs() - double(ms);
            if (!import.told() || std::max(left, double(*import.told())) < 1000)
                continue;
            ++told;
            const QByteArray what = QByteArray::number(*import.told()) + " of " + QByteArray::number(left);
            QVERIFY2(double(*import.told()) < 1.6 * left + 250, what);
            QVERIFY2(double(*import.told()) > 0.6 * left - 250, what);
        }
        QVERIFY2(told >= leastTold * beats, qPrintable(QString("%1 of %2").arg(told).arg(beats)));
    }

    void nothingIsToldBeforeTheLinesAreCounted() {
        Import import({{5'000'000, 500}});
        import.at(2000, false);
        QVERIFY(!import.told());
        import.at(2250, true);
        QVERIFY(import.told());
    }
};

QTEST_GUILESS_MAIN(TimeLeftTest)
#include "time_left_test.moc"
