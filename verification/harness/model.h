// SPDX-License-Identifier: Apache-2.0
//
// A Verilated simulation top as the programs of this folder see it: pins by name, and evaluation. Only model.cpp, which is
// compiled with each model, knows the model's class; everything else is compiled once and linked with any of them.
//
// A pin that a top does not have is false. Numbers are little endian, and as wide as the model's own type for them: 1, 2, 4
// or 8 bytes, wider ones whole words of 4.
#ifndef RTLGEN_MODEL_H
#define RTLGEN_MODEL_H

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace model {

// Every pin of one bit that any top has, inputs first.
#define RTLGEN_BIT_INPUTS(PIN)                                                                                          \
  PIN(clk) PIN(rst_n) PIN(s_tvalid) PIN(s_tlast) PIN(m_tready) PIN(param_write) PIN(s_axi_awvalid) PIN(s_axi_wvalid)    \
  PIN(s_axi_bready) PIN(s_axi_arvalid) PIN(s_axi_rready) PIN(s_apb_psel) PIN(s_apb_penable) PIN(s_apb_pwrite)
#define RTLGEN_BIT_OUTPUTS(PIN)                                                                                         \
  PIN(s_tready) PIN(m_tvalid) PIN(m_tlast) PIN(irq) PIN(packet_error) PIN(tap_acc_valid) PIN(tap_y_valid)               \
  PIN(s_axi_awready) PIN(s_axi_wready) PIN(s_axi_bvalid) PIN(s_axi_arready) PIN(s_axi_rvalid) PIN(s_apb_pready)         \
  PIN(s_apb_pslverr)
// And every wider one.
#define RTLGEN_FIELD_INPUTS(PIN)                                                                                        \
  PIN(s_tdata) PIN(param_address) PIN(param_data) PIN(s_axi_awaddr) PIN(s_axi_awprot) PIN(s_axi_wdata)                  \
  PIN(s_axi_wstrb) PIN(s_axi_araddr) PIN(s_axi_arprot) PIN(s_apb_paddr) PIN(s_apb_pprot) PIN(s_apb_pwdata)              \
  PIN(s_apb_pstrb)
#define RTLGEN_FIELD_OUTPUTS(PIN)                                                                                       \
  PIN(m_tdata) PIN(tap_code_valid) PIN(tap_code) PIN(tap_acc) PIN(tap_y) PIN(tap_flag) PIN(tap_state) PIN(s_axi_bresp)  \
  PIN(s_axi_rdata) PIN(s_axi_rresp) PIN(s_apb_prdata)

struct Bit {
  uint8_t* at = nullptr;
  bool exists() const { return at != nullptr; }
  operator bool() const { return *at != 0; }
  void operator=(bool level) const { *at = level; }
};

struct Field {
  void* at = nullptr;
  std::size_t bytes = 0;

  // The number, of at most 32 bits.
  uint32_t get() const {
    uint32_t value = 0;
    std::memcpy(&value, at, bytes);
    return value;
  }
  void set(uint32_t value) const { std::memcpy(at, &value, bytes); }
  // The lowest bits of a value.
  void set(uint32_t value, unsigned bits) const { set(bits < 32 ? value & ((1u << bits) - 1u) : value); }
  void fill(uint8_t byte) const { std::memset(at, byte, bytes); }
  void load(const void* from) const { std::memcpy(at, from, bytes); }
  void store(void* to) const { std::memcpy(to, at, bytes); }
  bool any() const {
    const uint8_t* byte = static_cast<const uint8_t*>(at);
    uint8_t all = 0;
    for (std::size_t i = 0; i < bytes; i++) all |= byte[i];
    return all != 0;
  }
};

struct Pins {
#define RTLGEN_BIT(name) Bit name;
#define RTLGEN_FIELD(name) Field name;
  RTLGEN_BIT_INPUTS(RTLGEN_BIT)
  RTLGEN_BIT_OUTPUTS(RTLGEN_BIT)
  RTLGEN_FIELD_INPUTS(RTLGEN_FIELD)
  RTLGEN_FIELD_OUTPUTS(RTLGEN_FIELD)
#undef RTLGEN_BIT
#undef RTLGEN_FIELD
};

// One instance of the top, in a context of its own.
class Top : public Pins {
 public:
  // Every register and memory starts at random, as the seed says (at least 1).
  static std::unique_ptr<Top> start(unsigned seed, bool traces = false);
  virtual ~Top() = default;
  Top() = default;
  Top(const Top&) = delete;
  Top& operator=(const Top&) = delete;

  virtual void eval() = 0;
  // The levels that the inputs have, evaluated at a level of the clock.
  void eval(bool clock) {
    clk = clock;
    eval();
  }

  // Waves, in builds that can write them: false where the file cannot be created.
  virtual bool open_trace(const char* file) = 0;
  virtual void dump(uint64_t time) = 0;
  virtual void close_trace() = 0;

  // Writes what has been covered, in builds that count it: false in others.
  virtual bool write_coverage(const char* file) = 0;
  // Counts from here on. What toggles are compared with starts at random too, so that the first evaluation counts every
  // other bit; and leaving a random state is no toggle either. To be called in reset, before the clock's last edge in it.
  virtual void forget_coverage() = 0;
};

// The levels of all inputs but the clock, cycle by cycle, to be played again.
class InputLog {
 public:
  explicit InputLog(const Pins& pins) {
#define RTLGEN_NOTE(name) add(pins.name.at, sizeof(uint8_t));
#define RTLGEN_NOTE_FIELD(name) add(pins.name.at, pins.name.bytes);
    RTLGEN_BIT_INPUTS(RTLGEN_NOTE)
    RTLGEN_FIELD_INPUTS(RTLGEN_NOTE_FIELD)
#undef RTLGEN_NOTE
#undef RTLGEN_NOTE_FIELD
    inputs_.erase(inputs_.begin());  // the clock
  }
  // One cycle more.
  void note() {
    for (const Field& f : inputs_) levels_.insert(levels_.end(), static_cast<uint8_t*>(f.at), static_cast<uint8_t*>(f.at) + f.bytes);
    cycles_++;
  }
  // Sets the inputs of another top of the same class to those of each cycle in turn.
  template <class Cycle> void play(const Pins& pins, Cycle&& cycle) const {
    const InputLog other(pins);
    const uint8_t* from = levels_.data();
    for (uint64_t i = 0; i < cycles_; i++) {
      for (const Field& f : other.inputs_) {
        if (f.bytes == 1) *static_cast<uint8_t*>(f.at) = *from;
        else f.load(from);
        from += f.bytes;
      }
      cycle();
    }
  }
  uint64_t cycles() const { return cycles_; }

 private:
  void add(void* at, std::size_t bytes) {
    if (!at) return;
    Field f;
    f.at = at;
    f.bytes = bytes;
    inputs_.push_back(f);
  }
  std::vector<Field> inputs_;
  std::vector<uint8_t> levels_;
  uint64_t cycles_ = 0;
};

}  // namespace model

#endif
