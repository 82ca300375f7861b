// Files as text.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "json/json.h"

namespace appliance {

std::optional<std::string> read_file(const std::string& file);
// A JSON file of ours; the error names the file.
std::expected<Json, std::string> read_json_file(const std::string& file);
// The file is whole or absent, also after a power cut; readable by its owner only.
bool write_private_file(const std::string& file, const std::string& text);

// The path of web/appliance/data/`name`, or of web/appliance/pages/; of a packed program, in
// `appliance-files` beside it.
std::string data_file(const std::string& name);
std::string pages_folder();
// web/docs, whose files are served too.
std::string docs_folder();
// Where the built widgets lie; need not exist.
std::string widgets_folder();

}  // namespace appliance
