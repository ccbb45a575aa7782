// SPDX-License-Identifier: Apache-2.0
//
// Records of one kind: a cycle number and a payload of fixed size each. They grow by doubling within a budget that the
// kinds share.
#ifndef RTLGEN_RECORDS_H
#define RTLGEN_RECORDS_H

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace records {

// Bytes that are left.
struct Budget {
  uint64_t left;
};
// Thrown when they are used up.
struct OverBudget {};

class Records {
 public:
  Records(Budget& budget, std::size_t payload) : budget_(budget), stride_(8 + payload) {}
  ~Records() { std::free(data_); }
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  // Where the payload of one more goes.
  uint8_t* add(uint64_t cycle) {
    if (used_ + stride_ > capacity_) grow();
    uint8_t* at = data_ + used_;
    used_ += stride_;
    std::memcpy(at, &cycle, 8);
    return at + 8;
  }
  std::size_t stride() const { return stride_; }
  uint64_t bytes() const { return used_; }
  uint64_t count() const { return used_ / stride_; }
  void write(std::FILE* file) const {
    if (used_) std::fwrite(data_, 1, used_, file);
  }

 private:
  void grow() {
    std::size_t more = capacity_ ? capacity_ : 64 * stride_;
    if (more > budget_.left) more = budget_.left / stride_ * stride_;
    if (!more) throw OverBudget();
    void* data = std::realloc(data_, capacity_ + more);
    if (!data) throw OverBudget();
    budget_.left -= more;
    data_ = static_cast<uint8_t*>(data);
    capacity_ += more;
  }
  Budget& budget_;
  std::size_t stride_;
  uint8_t* data_ = nullptr;
  std::size_t used_ = 0, capacity_ = 0;
};

}  // namespace records

#endif
