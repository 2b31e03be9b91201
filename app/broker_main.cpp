// The headless broker `milena-broker`: arguments in, one line out when it accepts, a clean stop on SIGTERM,
// SIGINT or SIGHUP.
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "base/heap.h"
#include "broker/broker.h"
#include "broker/options_text.h"

namespace {

constexpr std::uint16_t KafkaPort = 9092;

struct Arguments {
    std::string data, memoryLimit, propertiesFile, logLevel = "info";
    std::string autoCreate;
    bool memory = false, printApis = false, printConfig = false;
    std::int32_t partitions = 0;
    std::vector<std::string> config;
    std::vector<broker::Listener> listeners;
};

base::LogLevel levelOf(const std::string& name) {
    if (name == "debug")
        return base::LogLevel::Debug;
    if (name == "warning")
        return base::LogLevel::Warning;
    return name == "error" ? base::LogLevel::Error : base::LogLevel::Info;
}

const char* nameOf(base::LogLevel level) {
    switch (level) {
    case base::LogLevel::Debug:
        return "debug";
    case base::LogLevel::Info:
        return "info";
    case base::LogLevel::Warning:
        return "warning";
    case base::LogLevel::Error:
        return "error";
    }
    return "";
}

base::LogSink logTo(std::FILE* out, base::LogLevel from) {
    return [out, from](const base::LogLine& line) {
        if (line.level < from)
            return;
        const auto seconds = static_cast<std::time_t>(line.wallMs / 1000);
        std::tm utc{};
        gmtime_r(&seconds, &utc);
        char stamp[32];
        std::strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &utc);
        // One call a line, so that lines of several threads do not mix.
        std::fprintf(out, "%s.%03dZ %-7s %s: %s\n", stamp, static_cast<int>(line.wallMs % 1000),
                     nameOf(line.level), line.category.c_str(), line.text.c_str());
    };
}

// Listeners keep the order of the command line, because --advertise belongs to the --listen before it.
void addListenerOptions(CLI::App& app, Arguments& arguments) {
    app.add_option_function<std::vector<std::string>>(
           "--listen",
           [&](const std::vector<std::string>& values) {
               const auto address = broker::parseHostPort(values.back(), KafkaPort);
               if (!address)
                   throw CLI::ValidationError("--listen", address.error().cause);
               arguments.listeners.push_back({*address, std::nullopt});
           },
           "Address to accept on; port 0 picks one, localhost binds both loopbacks (default 127.0.0.1:9092)")
        ->type_name("HOST:PORT")
        ->trigger_on_parse()
        ->take_last()
        ->expected(1);
    app.add_option_function<std::vector<std::string>>(
           "--advertise",
           [&](const std::vector<std::string>& values) {
               const auto address = broker::parseHostPort(values.back(), 0);
               if (!address)
                   throw CLI::ValidationError("--advertise", address.error().cause);
               if (arguments.listeners.empty())
                   arguments.listeners.push_back({{"127.0.0.1", KafkaPort}, std::nullopt});
               arguments.listeners.back().advertised = *address;
           },
           "Address that clients of the --listen before it are told to dial")
        ->type_name("HOST:PORT")
        ->trigger_on_parse()
        ->take_last()
        ->expected(1);
}

void addOptions(CLI::App& app, Arguments& arguments) {
    auto* data = app.add_option("--data", arguments.data, "Keep data in this folder")->type_name("DIR");
    app.add_flag("--memory", arguments.memory, "Keep data in memory (default)")->excludes(data);
    app.add_option("--memory-limit", arguments.memoryLimit,
                   "Most record data in memory (default a quarter of RAM)")
        ->type_name("SIZE")
        ->excludes(data);
    addListenerOptions(app, arguments);
    app.add_option("--partitions", arguments.partitions, "Partitions of new topics (default 1)")
        ->type_name("N")
        ->check(CLI::Range(1, 100'000));
    app.add_option("--auto-create", arguments.autoCreate, "Create topics that clients ask for (default on)")
        ->check(CLI::IsMember({"on", "off"}));
    app.add_option("--config", arguments.config, "One of Kafka's broker keys, as in log.retention.ms=60000")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_option("--properties", arguments.propertiesFile, "Broker keys from a file; --config wins")
        ->type_name("FILE");
    app.add_option("--log-level", arguments.logLevel, "What is logged to stderr (default info)")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
    app.set_version_flag("--version", "milena-broker " MILENA_VERSION);
    app.add_flag("--print-apis", arguments.printApis)->group("");
    app.add_flag("--print-config", arguments.printConfig)->group("");
}

base::Status readProperties(const std::string& file, std::map<std::string, std::string>& config) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in)
        return base::fail({-1, "ENOENT", "Cannot read " + file + ".", {}, false});
    auto parsed = broker::parseProperties(text.str());
    if (!parsed)
        return base::fail({-1, "INVALID_OPTION", file + ": " + parsed.error().cause, {}, false});
    config = std::move(*parsed);
    return {};
}

base::Result<broker::BrokerOptions> optionsFrom(const Arguments& arguments) {
    broker::BrokerOptions options;
    options.listeners = arguments.listeners;
    if (options.listeners.empty())
        options.listeners.push_back({{"127.0.0.1", KafkaPort}, std::nullopt});
    if (!arguments.data.empty())
        options.dataFolder = arguments.data;
    if (!arguments.memoryLimit.empty()) {
        const auto limit = broker::parseSize(arguments.memoryLimit);
        if (!limit)
            return base::fail(limit.error());
        options.memoryLimit = *limit;
    }
    if (!arguments.propertiesFile.empty())
        if (auto read = readProperties(arguments.propertiesFile, options.config); !read)
            return base::fail(read.error());
    if (arguments.partitions > 0)
        options.config["num.partitions"] = std::to_string(arguments.partitions);
    if (!arguments.autoCreate.empty())
        options.config["auto.create.topics.enable"] = arguments.autoCreate == "on" ? "true" : "false";
    for (const auto& pair : arguments.config) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos || equals == 0)
            return base::fail({-1, "INVALID_OPTION", "--config " + pair + " is not name=value.", {}, false});
        options.config[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    options.log = logTo(stderr, levelOf(arguments.logLevel));
    return options;
}

int failWith(const base::Error& error) {
    // Causes are sentences, with or without their full stop.
    const char* between = error.remedy.empty() ? "" : error.cause.ends_with('.') ? " " : ". ";
    std::fprintf(stderr, "milena-broker: %s%s%s\n", error.cause.c_str(), between, error.remedy.c_str());
    return 1;
}

int serve(broker::BrokerOptions options, const sigset_t& stopSignals) {
    auto started = broker::Broker::start(std::move(options));
    if (!started)
        return failWith(started.error());
    for (const auto& line : (*started)->recoveryReport())
        std::fprintf(stderr, "milena-broker: %s\n", line.c_str());
    std::string ready = "ready ";
    for (const auto& address : (*started)->listening())
        ready += (ready.back() == ' ' ? "" : ",") + address.toString();
    std::puts(ready.c_str());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&stopSignals, &signal);
    return (*started)->stop() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    base::shareHeap();
    Arguments arguments;
    CLI::App app{"Milena's broker: speaks Apache Kafka's protocol on one node.", "milena-broker"};
    addOptions(app, arguments);
    CLI11_PARSE(app, argc, argv);
    if (arguments.printApis || arguments.printConfig) {
        std::fputs((arguments.printApis ? broker::apiTable() : broker::configTable()).c_str(), stdout);
        return 0;
    }
    // Blocked before the first thread starts, so that every thread inherits it and only sigwait takes them.
    sigset_t stopSignals;
    sigemptyset(&stopSignals);
    sigaddset(&stopSignals, SIGTERM);
    sigaddset(&stopSignals, SIGINT);
    struct sigaction hangUp {};
    sigaction(SIGHUP, nullptr, &hangUp);
    if (hangUp.sa_handler != SIG_IGN)    // sigwait would take what nohup ignores
        sigaddset(&stopSignals, SIGHUP); // its terminal is closed
    pthread_sigmask(SIG_BLOCK, &stopSignals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    auto options = optionsFrom(arguments);
    if (!options)
        return failWith(options.error());
    return serve(std::move(*options), stopSignals);
}
