#include "exchange/disguised.h"

#include "observables/find.h"

namespace exchange {

std::string disguised(std::string_view text) {
  const observables::Hits hits = observables::find(text);
  std::string out;
  std::size_t done = 0;
  for (const observables::Hit& hit : hits.list) {
    out += text.substr(done, hit.start - done);
    out += hit.style == observables::Style::kNone
               ? observables::defang({hit.type, std::string(hits.value(hit))})
               : text.substr(hit.start, hit.end - hit.start);  // it is disguised as it stands
    done = hit.end;
  }
  return out += text.substr(done);
}

std::string disguised(const threat_response::Observable& observable) {
  if (const auto known = threat_response::recognised(observable)) {
    const auto cell = observables::recognise(observable.value);
    if (cell && cell->type == known->type) return observables::defang({known->type, observable.value});
  }
  std::string out = disguised(std::string_view(observable.value));
  if (observable.type != "email") return out;
  const std::size_t at = out.rfind('@');
  return at == std::string::npos ? out : out.replace(at, 1, "[at]");
}

}  // namespace exchange
