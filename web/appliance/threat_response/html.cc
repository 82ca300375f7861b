#include "appliance/threat_response/html.h"

#include <format>

namespace appliance::html {
namespace {

constexpr const char* kPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

}  // namespace

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

http::Response page(int status, std::string_view title, std::string_view content, std::string_view script) {
  std::string body =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>";
  body.append(title).append(
      " - Threat Response</title>\n<link rel=\"icon\" href=\"/pages/icon.svg\">\n"
      "<link rel=\"stylesheet\" href=\"/pages/appliance.css\">\n");
  if (!script.empty()) body.append("<script type=\"module\" src=\"").append(script).append("\"></script>\n");
  body.append(
      "</head>\n<body>\n<header class=\"top\"><span class=\"product\">Threat Response</span>"
      "<span class=\"note\">embedded in this appliance</span></header>\n<main>\n<h1>");
  body.append(title).append("</h1>\n").append(content).append("</main>\n</body>\n</html>\n");
  http::Response response{
      .status = status, .body = std::move(body), .content_type = "text/html; charset=utf-8"};
  response.set_header("Content-Security-Policy", kPolicy);
  response.set_header("Cache-Control", "no-store");
  return response;
}

http::Response go_to(std::string_view path) {
  http::Response response = http::empty_response(303);
  response.set_header("Location", std::string(path));
  return response;
}

std::string copied_row(std::string_view label, std::string_view id, std::string_view value) {
  return std::format(
      "<p>{0} <code id=\"{1}\" class=\"mono\">{2}</code> "
      "<button type=\"button\" data-copies=\"{1}\" aria-label=\"Copy {0}\">Copy</button></p>\n",
      label, id, escape(value));
}

}  // namespace appliance::html
