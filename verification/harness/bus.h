// SPDX-License-Identifier: Apache-2.0
//
// Masters for the control pins of a top: AXI4-Lite (pins s_axi_*) and APB4 (pins s_apb_*), with stalls drawn at random on
// every channel, and the plain parameter port (param_*), which takes a write a cycle and answers none but by having taken it.
// Which one a top has is told from its pins.
//
// A cycle is: drive() sets the master's pins, the clock is low, the top is evaluated, sample() looks at the pins and notes
// answers, the clock rises. Accesses are posted and go out in the order of posting: of AXI4-Lite up to one address, one
// word and one read each cycle, so that addresses and data of writes drift apart as the stalls have it. Answers come in the
// order of their accesses and are kept until they are taken. Posting many of them at once is a burst. Under reset post
// nothing, call disturb() in place of drive(), and leave sample() out; rests() says whether the slave's pins are at rest then.
//
// What a slave must never do (drop a valid, change what it offers, answer what was not asked, answer later than the fronts
// in rtl/ state) is counted in faults().
#ifndef RTLGEN_BUS_H
#define RTLGEN_BUS_H

#include "files.h"
#include "model.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

namespace bus {

// xorshift64*: the same on every machine and in every run.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 0x2545F4914F6CDD1Du) {
    if (!state_) state_ = 1;
  }
  uint32_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<uint32_t>((state_ * 0x2545F4914F6CDD1Du) >> 32);
  }
  bool percent(unsigned p) { return p != 0 && static_cast<uint64_t>(next()) * 100 >> 32 < p; }

 private:
  uint64_t state_;
};

// Chances in percent, for each cycle, that a channel rests: that the master offers nothing, or takes nothing. All zero:
// the bus is as fast as it can be, and quiet: without stalls pins that mean nothing are 0, with them they are random.
// APB has but one: address.
struct Stalls {
  unsigned write_address = 0, write_data = 0, write_answer = 0, read_address = 0, read_answer = 0;
  uint64_t seed = 1;

  static Stalls all(unsigned percent, uint64_t seed) {
    Stalls s;
    s.write_address = s.write_data = s.write_answer = s.read_address = s.read_answer = percent;
    s.seed = seed;
    return s;
  }
  bool any() const { return write_address || write_data || write_answer || read_address || read_answer; }
};

struct Answer {
  uint32_t address;  // that was asked
  uint32_t data;     // read; of a write what was written
  bool error;        // SLVERR or PSLVERR
  uint64_t posted;   // cycle of posting
  uint64_t cycle;    // cycle in which the answer was taken
};

struct Access {
  uint32_t address, data;
  uint8_t strobe;
  uint64_t posted;
};

class Master {
 public:
  // Of the bus that the top has. Addresses are cut to their bits.
  static std::unique_ptr<Master> of(model::Top& top, unsigned address_bits, const Stalls& stalls = Stalls());
  virtual ~Master() = default;

  std::deque<Answer> writes, reads;  // answers, oldest first; the user takes them out

  virtual void post_write(uint32_t address, uint32_t data, uint8_t strobe = 15) = 0;
  virtual void post_read(uint32_t address) = 0;
  // Nothing is on its way.
  virtual bool idle() const = 0;
  virtual void drive() = 0;
  virtual void sample() = 0;
  // Under reset: accesses that must leave no trace.
  virtual void disturb() = 0;
  // No answer is on offer.
  virtual bool rests() const = 0;

  // Forgets everything: for a reset of the top.
  void reset() {
    writes.clear();
    reads.clear();
    forget();
  }
  void set_stalls(const Stalls& stalls) {
    stalls_ = stalls;
    random_ = Random(stalls.seed);
    noisy_ = stalls.any();
  }

  uint64_t cycles() const { return cycle_; }
  unsigned faults() const { return faults_; }
  const std::string& first_fault() const { return first_fault_; }

 protected:
  Master(model::Top& top, unsigned address_bits, const Stalls& stalls)
      : top_(top), stalls_(stalls), random_(stalls.seed), address_bits_(address_bits), noisy_(stalls.any()) {}

  virtual void forget() = 0;

  void fault(const char* what) {
    if (faults_++ == 0) first_fault_ = what;
  }
  uint32_t junk() { return noisy_ ? random_.next() : 0; }
  bool coin() { return disturbances_.next() & 1u; }
  bool often() { return (disturbances_.next() & 7u) != 0; }

  model::Top& top_;
  Stalls stalls_;
  Random random_;
  Random disturbances_{3};
  unsigned address_bits_;
  bool noisy_;
  uint64_t cycle_ = 0;

 private:
  unsigned faults_ = 0;
  std::string first_fault_;
};

class AxiLite final : public Master {
 public:
  AxiLite(model::Top& top, unsigned address_bits, const Stalls& stalls) : Master(top, address_bits, stalls) {}

  void post_write(uint32_t address, uint32_t data, uint8_t strobe) override {
    const Access access{address, data, strobe, cycle_};
    addresses_.push_back(access);
    words_.push_back(access);
    unanswered_writes_.push_back(access);
  }
  void post_read(uint32_t address) override {
    const Access access{address, 0, 0, cycle_};
    read_addresses_.push_back(access);
    unanswered_reads_.push_back(access);
  }
  bool idle() const override { return unanswered_writes_.empty() && unanswered_reads_.empty(); }

  void forget() override {
    addresses_.clear();
    words_.clear();
    read_addresses_.clear();
    unanswered_writes_.clear();
    unanswered_reads_.clear();
    offers_address_ = offers_word_ = offers_read_ = held_write_ = held_read_ = false;
    taken_addresses_ = taken_words_ = taken_reads_ = 0;
  }

  void drive() override {
    offers_address_ = offers_address_ || (!addresses_.empty() && !random_.percent(stalls_.write_address));
    offers_word_ = offers_word_ || (!words_.empty() && !random_.percent(stalls_.write_data));
    offers_read_ = offers_read_ || (!read_addresses_.empty() && !random_.percent(stalls_.read_address));
    top_.s_axi_awvalid = offers_address_;
    top_.s_axi_awaddr.set(offers_address_ ? addresses_.front().address : junk(), address_bits_);
    top_.s_axi_awprot.set(prot_, 3);
    top_.s_axi_wvalid = offers_word_;
    top_.s_axi_wdata.set(offers_word_ ? words_.front().data : junk());
    top_.s_axi_wstrb.set(offers_word_ ? words_.front().strobe : junk(), 4);
    top_.s_axi_bready = !random_.percent(stalls_.write_answer);
    top_.s_axi_arvalid = offers_read_;
    top_.s_axi_araddr.set(offers_read_ ? read_addresses_.front().address : junk(), address_bits_);
    top_.s_axi_arprot.set(prot_, 3);
    top_.s_axi_rready = !random_.percent(stalls_.read_answer);
  }

  void disturb() override {
    top_.s_axi_awvalid = often();
    top_.s_axi_awaddr.set(disturbances_.next(), address_bits_);
    top_.s_axi_wvalid = often();
    top_.s_axi_wdata.set(disturbances_.next());
    top_.s_axi_wstrb.set(15);
    top_.s_axi_bready = coin();
    top_.s_axi_arvalid = coin();
    top_.s_axi_araddr.set(disturbances_.next(), address_bits_);
    top_.s_axi_rready = coin();
  }
  bool rests() const override { return !top_.s_axi_bvalid && !top_.s_axi_rvalid; }

  void sample() override {
    if (held_write_ && (!top_.s_axi_bvalid || top_.s_axi_bresp.get() != held_write_response_)) fault("an offered write answer changed or went away");
    if (held_read_ && (!top_.s_axi_rvalid || top_.s_axi_rresp.get() != held_read_response_ || top_.s_axi_rdata.get() != held_read_data_)) {
      fault("an offered read answer changed or went away");
    }
    if (taken_words_ > 0 && !top_.s_axi_bvalid) fault("a write is answered late");
    if (taken_reads_ > 0 && !top_.s_axi_rvalid) fault("a read is answered late");
    // An answer belongs to what was taken in an earlier cycle.
    if (top_.s_axi_bvalid) {
      if (taken_addresses_ == 0 || taken_words_ == 0) {
        fault("a write was answered that was not asked for");
      } else if (top_.s_axi_bready) {
        const Access asked = unanswered_writes_.front();
        unanswered_writes_.pop_front();
        taken_addresses_--;
        taken_words_--;
        check_response(top_.s_axi_bresp.get());
        writes.push_back(Answer{asked.address, asked.data, top_.s_axi_bresp.get() != 0, asked.posted, cycle_});
      }
    }
    if (top_.s_axi_rvalid) {
      if (taken_reads_ == 0) {
        fault("a read was answered that was not asked for");
      } else if (top_.s_axi_rready) {
        const Access asked = unanswered_reads_.front();
        unanswered_reads_.pop_front();
        taken_reads_--;
        check_response(top_.s_axi_rresp.get());
        reads.push_back(Answer{asked.address, top_.s_axi_rdata.get(), top_.s_axi_rresp.get() != 0, asked.posted, cycle_});
      }
    }
    held_write_ = top_.s_axi_bvalid && !top_.s_axi_bready;
    held_write_response_ = top_.s_axi_bresp.get();
    held_read_ = top_.s_axi_rvalid && !top_.s_axi_rready;
    held_read_response_ = top_.s_axi_rresp.get();
    held_read_data_ = top_.s_axi_rdata.get();
    if (offers_address_ && top_.s_axi_awready) {
      offers_address_ = false;
      addresses_.pop_front();
      taken_addresses_++;
    }
    if (offers_word_ && top_.s_axi_wready) {
      offers_word_ = false;
      words_.pop_front();
      taken_words_++;
    }
    if (offers_read_ && top_.s_axi_arready) {
      offers_read_ = false;
      read_addresses_.pop_front();
      taken_reads_++;
    }
    // What is offered must not change.
    if (!offers_address_ && !offers_read_) prot_ = junk();
    cycle_++;
  }

 private:
  void check_response(unsigned response) {
    if (response != 0 && response != 2) fault("an answer is neither OKAY nor SLVERR");
  }

  std::deque<Access> addresses_, words_, read_addresses_, unanswered_writes_, unanswered_reads_;
  bool offers_address_ = false, offers_word_ = false, offers_read_ = false;
  bool held_write_ = false, held_read_ = false;
  unsigned held_write_response_ = 0, held_read_response_ = 0;
  uint32_t held_read_data_ = 0, prot_ = 0;
  std::size_t taken_addresses_ = 0, taken_words_ = 0, taken_reads_ = 0;
};

class Apb final : public Master {
 public:
  Apb(model::Top& top, unsigned address_bits, const Stalls& stalls) : Master(top, address_bits, stalls) {}

  void post_write(uint32_t address, uint32_t data, uint8_t strobe) override { posted_.push_back(Posted{Access{address, data, strobe, cycle_}, true}); }
  void post_read(uint32_t address) override { posted_.push_back(Posted{Access{address, 0, 0, cycle_}, false}); }
  bool idle() const override { return posted_.empty(); }

  void forget() override {
    posted_.clear();
    state_ = State::Rest;
  }

  void drive() override {
    if (state_ == State::Rest && !posted_.empty() && !random_.percent(stalls_.write_address)) {
      state_ = State::Setup;
      prot_ = junk();
    }
    const bool selected = state_ != State::Rest;
    const bool writes_word = selected && posted_.front().is_write;
    top_.s_apb_psel = selected;
    // Without psel the others mean nothing.
    top_.s_apb_penable = selected ? state_ == State::Access : junk() & 1u;
    top_.s_apb_pwrite = selected ? writes_word : junk() & 1u;
    top_.s_apb_paddr.set(selected ? posted_.front().access.address : junk(), address_bits_);
    top_.s_apb_pprot.set(prot_, 3);
    if (!selected) {
      top_.s_apb_pwdata.set(junk());
      top_.s_apb_pstrb.set(junk(), 4);
    } else {
      top_.s_apb_pwdata.set(posted_.front().access.data);
      top_.s_apb_pstrb.set(writes_word ? posted_.front().access.strobe : 0);
    }
  }

  void disturb() override {
    top_.s_apb_psel = often();
    top_.s_apb_penable = often();
    top_.s_apb_pwrite = often();
    top_.s_apb_paddr.set(disturbances_.next(), address_bits_);
    top_.s_apb_pwdata.set(disturbances_.next());
    top_.s_apb_pstrb.set(15);
  }
  bool rests() const override { return true; }

  void sample() override {
    if (state_ == State::Access && top_.s_apb_pready) {
      const Posted done = posted_.front();
      posted_.pop_front();
      const uint32_t data = done.is_write ? done.access.data : top_.s_apb_prdata.get();
      const Answer answer{done.access.address, data, top_.s_apb_pslverr != 0, done.access.posted, cycle_};
      (done.is_write ? writes : reads).push_back(answer);
      state_ = State::Rest;
    } else if (state_ == State::Setup) {
      state_ = State::Access;
    }
    cycle_++;
  }

 private:
  enum class State { Rest, Setup, Access };
  struct Posted {
    Access access;
    bool is_write;
  };

  std::deque<Posted> posted_;
  State state_ = State::Rest;
  uint32_t prot_ = 0;
};

// One write a cycle; there is nothing to read.
class Plain final : public Master {
 public:
  Plain(model::Top& top, unsigned address_bits, const Stalls& stalls) : Master(top, address_bits, stalls) {}

  void post_write(uint32_t address, uint32_t data, uint8_t strobe) override { posted_.push_back(Access{address, data, strobe, cycle_}); }
  void post_read(uint32_t) override { files::fail("the top has nothing to read from"); }
  bool idle() const override { return posted_.empty(); }

  void drive() override {
    top_.param_write = !posted_.empty();
    top_.param_address.set(posted_.empty() ? 0 : posted_.front().address, address_bits_);
    top_.param_data.set(posted_.empty() ? 0 : posted_.front().data);
  }
  // What is written under reset may count or not.
  void disturb() override { drive(); }
  bool rests() const override { return true; }

  void sample() override {
    if (!posted_.empty()) {
      const Access done = posted_.front();
      posted_.pop_front();
      writes.push_back(Answer{done.address, done.data, false, done.posted, cycle_});
    }
    cycle_++;
  }

 private:
  void forget() override { posted_.clear(); }

  std::deque<Access> posted_;
};

inline std::unique_ptr<Master> Master::of(model::Top& top, unsigned address_bits, const Stalls& stalls) {
  if (top.s_axi_awvalid.exists()) return std::unique_ptr<Master>(new AxiLite(top, address_bits, stalls));
  if (top.s_apb_psel.exists()) return std::unique_ptr<Master>(new Apb(top, address_bits, stalls));
  return std::unique_ptr<Master>(new Plain(top, address_bits, stalls));
}

}  // namespace bus

#endif
