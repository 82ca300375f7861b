#include "appliance/threat_response/investigate.h"

#include "appliance/threat_response/observable_types.h"

namespace appliance {
namespace {

constexpr const char* kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

// The only way text of a request gets into the page.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

// One table row. A line without a known type is shown as it is.
std::string row_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  const bool typed = colon != std::string_view::npos && is_observable_type(line.substr(0, colon));
  const std::string type = typed ? escape(line.substr(0, colon)) : "not given";
  const std::string_view value = typed ? line.substr(colon + 1) : line;
  return "<tr><td>" + type + "</td><td class=\"mono\">" + escape(value) + "</td></tr>\n";
}

std::string rows_of(std::string_view lines) {
  std::string rows;
  for (std::size_t start = 0; start <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', start), lines.size());
    const std::string_view line = trim(lines.substr(start, end - start));
    if (!line.empty()) rows += row_of(line);
    start = end + 1;
  }
  return rows;
}

std::string content_of(const http::Request& request) {
  const std::string rows = rows_of(request.parameter("q"));
  if (!rows.empty())
    return "<p class=\"toolbar\">Observables to investigate</p>\n<div class=\"table-frame\"><table>\n"
           "<thead><tr><th scope=\"col\">Type</th><th scope=\"col\">Value</th></tr></thead>\n<tbody>\n" +
           rows + "</tbody></table></div>\n";
  const std::string_view id = trim(request.parameter("spid"));
  if (!id.empty())
    return "<p class=\"toolbar\">Case to investigate</p>\n<p>All observables of the case <span "
           "class=\"mono\">"
           "casebook-" +
           escape(request.parameter("spid")) + "</span>.</p>\n";
  return "<p class=\"state\">Nothing to investigate: open this page from a case or an observable.</p>\n";
}

}  // namespace

http::Response answer_investigate(const http::Request& request) {
  http::Response response{.status = 200,
                          .body =
                              "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                              "<meta name=\"viewport\" content=\"width=device-width\">\n"
                              "<title>Investigate - Threat Response</title>\n"
                              "<link rel=\"icon\" href=\"/pages/icon.svg\">\n"
                              "<link rel=\"stylesheet\" href=\"/pages/appliance.css\">\n</head>\n<body>\n"
                              "<header class=\"top\"><span class=\"product\">Threat Response</span>"
                              "<span class=\"note\">embedded in this appliance</span></header>\n"
                              "<main>\n<h1>Investigate</h1>\n" +
                              content_of(request) + "</main>\n</body>\n</html>\n",
                          .content_type = "text/html; charset=utf-8"};
  response.set_header("Content-Security-Policy", kPolicy);
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace appliance
