// SPDX-License-Identifier: Apache-2.0
//
// What a Verilated model (class Vsim) adds to itself so that any program of this folder can drive it. Compiled in one unit
// with the model, whose pins it finds by name: it is the same text for every design.

#include "model.h"

#if VM_COVERAGE
#include "verilated_cov.h"
#endif
#if VM_TRACE_FST
#include "verilated_fst_c.h"
#endif

namespace model {

// The second is taken where the top has no such pin.
#define RTLGEN_FIND_BIT(name)                                                                                           \
  template <class T> auto find_##name(T& top, Pins& pins, int) -> decltype(void(top.name)) { pins.name.at = &top.name; } \
  template <class T> void find_##name(T&, Pins&, long) {}
#define RTLGEN_FIND_FIELD(name)                                                                  \
  template <class T> auto find_##name(T& top, Pins& pins, int) -> decltype(void(top.name)) {     \
    pins.name.at = &top.name;                                                                    \
    pins.name.bytes = sizeof top.name;                                                           \
  }                                                                                              \
  template <class T> void find_##name(T&, Pins&, long) {}
RTLGEN_BIT_INPUTS(RTLGEN_FIND_BIT)
RTLGEN_BIT_OUTPUTS(RTLGEN_FIND_BIT)
RTLGEN_FIELD_INPUTS(RTLGEN_FIND_FIELD)
RTLGEN_FIELD_OUTPUTS(RTLGEN_FIND_FIELD)

// Every top has these; the others depend on its bus.
static_assert(
    sizeof(Vsim::clk) && sizeof(Vsim::rst_n) && sizeof(Vsim::s_tdata) && sizeof(Vsim::s_tvalid) && sizeof(Vsim::s_tready) &&
        sizeof(Vsim::s_tlast) && sizeof(Vsim::m_tdata) && sizeof(Vsim::m_tvalid) && sizeof(Vsim::m_tready) && sizeof(Vsim::m_tlast) &&
        sizeof(Vsim::packet_error) && sizeof(Vsim::tap_code_valid) && sizeof(Vsim::tap_code) && sizeof(Vsim::tap_acc_valid) &&
        sizeof(Vsim::tap_acc) && sizeof(Vsim::tap_y_valid) && sizeof(Vsim::tap_y) && sizeof(Vsim::tap_flag),
    "pins of every simulation top");

class VerilatedTop final : public Top {
 public:
  VerilatedTop(unsigned seed, bool traces) {
    context_.randReset(2);
    context_.randSeed(static_cast<int>(seed));
    context_.traceEverOn(traces);
    Verilated::threadContextp(&context_);
    top_.reset(new Vsim{&context_, "TOP"});
#define RTLGEN_FIND(name) find_##name(*top_, *this, 0);
    RTLGEN_BIT_INPUTS(RTLGEN_FIND)
    RTLGEN_BIT_OUTPUTS(RTLGEN_FIND)
    RTLGEN_FIELD_INPUTS(RTLGEN_FIND)
    RTLGEN_FIELD_OUTPUTS(RTLGEN_FIND)
  }
  ~VerilatedTop() override { top_->final(); }

  void eval() override { top_->eval(); }

#if VM_TRACE_FST
  bool open_trace(const char* file) override {
    trace_.reset(new VerilatedFstC);
    top_->trace(trace_.get(), 99);
    trace_->open(file);
    return trace_->isOpen();
  }
  void dump(uint64_t time) override { trace_->dump(time); }
  void close_trace() override { trace_->close(); }
#else
  bool open_trace(const char*) override { return false; }
  void dump(uint64_t) override {}
  void close_trace() override {}
#endif

#if VM_COVERAGE
  bool write_coverage(const char* file) override {
    context_.coveragep()->write(file);
    return true;
  }
  void forget_coverage() override { context_.coveragep()->zero(); }
#else
  bool write_coverage(const char*) override { return false; }
  void forget_coverage() override {}
#endif

 private:
  VerilatedContext context_;
  std::unique_ptr<Vsim> top_;
#if VM_TRACE_FST
  std::unique_ptr<VerilatedFstC> trace_;
#endif
};

std::unique_ptr<Top> Top::start(unsigned seed, bool traces) { return std::unique_ptr<Top>(new VerilatedTop(seed, traces)); }

}  // namespace model
