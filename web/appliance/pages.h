// What the appliance's own origin shows: documents, widgets, the list of Threat Response servers, and the
// AsyncOS API. Who may see what is decided in site.h.
#pragma once

#include "appliance/cloud_link/store.h"
#include "appliance/http/guard.h"
#include "appliance/http/message.h"
#include "appliance/proxy.h"
#include "appliance/servers.h"
#include "appliance/traffic.h"

namespace appliance {

// What pages call. The proxy outlives the site; null when they call the servers themselves.
struct ThreatResponse {
  std::vector<Server> servers;
  const Proxy* proxy = nullptr;
};

// The address of a page, which is answered with a document: whoever is not logged in is sent to the log-in.
bool is_document(const std::string& path);
// A page of the documentation, or what belongs to one.
bool is_docs(const std::string& path);
// The log-in page, the documentation, and the code of pages and widgets, which tells nobody anything.
http::Response answer_for_all(const http::Request& request);
// Everything else; `user` is logged in. `pivots` is the file of custom pivots that an administrator has
// named, read anew at each request; "" for none.
http::Response answer_pages(const http::Request& request, const std::string& user,
                            const http::Origins& origins, Traffic& traffic, const ThreatResponse& service,
                            const std::string& pivots, CloudStore& cloud);

// A file of web/appliance/pages by its address "/pages/...". 404 for anything outside, hidden or of a kind
// that pages do not have; a browser asks each time and gets 304 when nothing changed.
http::Response page_file(const http::Request& request);

// The Content-Security-Policy of an answer.
std::string page_policy(const ThreatResponse& service, const http::Response& response);

}  // namespace appliance
