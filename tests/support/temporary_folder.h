#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include <stdlib.h>

namespace test_support {

/// A folder that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        // mkdtemp wants six X to put its own letters in their place.
        std::string pattern =
            (std::filesystem::temp_directory_path() / "milena-test-").string() + std::string(6, 'X');
        m_path = ::mkdtemp(pattern.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace test_support
