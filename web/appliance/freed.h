// Owns what a C library has made: std::unique_ptr<X509, Freed<X509_free>>.
#pragma once

namespace appliance {

template <auto kFree>
struct Freed {
  template <typename T>
  void operator()(T* one) const {
    kFree(one);
  }
};

}  // namespace appliance
