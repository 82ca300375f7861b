#include "appliance/cloud_link/link.h"

namespace appliance {

std::expected<std::unique_ptr<CloudLink>, std::string> CloudLink::open(const std::string& folder,
                                                                       const CloudSetup& setup,
                                                                       ModuleAnswers answers) {
  auto store = CloudStore::open(folder);
  if (!store) return std::unexpected(store.error());
  if (auto done = (*store)->set_up(setup); !done) return std::unexpected(done.error());
  return std::unique_ptr<CloudLink>(new CloudLink(*std::move(store), std::move(answers)));
}

CloudSettings CloudLink::settings() {
  return {.store = *store_, .changed = [this] {
            carrier_.wake();
            watch_.wake();
            relay_.wake();
          }};
}

}  // namespace appliance
