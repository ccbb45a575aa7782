// SPDX-License-Identifier: Apache-2.0
//
// Drives the simulation top of one layer through a list of passes and writes down what its taps said.
//
// Compiled in one translation unit with the model (class Vsim), so that evaluation and driver are optimised together.
// Knows no design: port widths come from the model's own types, everything else from a job file:
//
//   idle_bound N       cycles without any handshake, tap or rising valid after which a pass counts as hung
//   drain N            cycles to watch after the last expected output beat
//   reset_cycles N     cycles of reset
//   codes 0|1          whether tap_code is written down (it may be by far the most)
//   max_bytes N        bound of the records of one pass
//   params FILE N      N writes before the first vector: pairs of 32-bit address and data, to registers where there is a bus
//   counters N A...    N registers to read when a pass has ended
//   pass OUT SEED IN_STALL OUT_STALL STALL_SEED BEATS_OUT DATA LAST BEATS_IN
//                      stalls in percent; DATA holds the beats, LAST one byte a beat (its TLAST)
//   trace FILE FROM TO of the pass before it: cycles to dump (trace builds only); the pass ends with the window
//   bench N            instead of running it once, time the pass before it against a bare loop, N times each
//
// A cycle is two evaluations: inputs are set with the clock low, outputs are read, then the clock rises.
// Cycle 0 is the first cycle of reset. All numbers in the output file are little endian; its layout is that of write().

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>
#ifdef COSIM_TRACE
#include "verilated_fst_c.h"
#endif

namespace cosim {

constexpr uint64_t Complete = 0, Hung = 1, TooLong = 2;
constexpr uint64_t ValidDropped = 0, PayloadChanged = 1;

[[noreturn]] void fail(const char* what, const char* name) {
  std::perror((std::string("cosim: ") + what + " " + name).c_str());
  std::exit(3);
}

template <class Port> const void* raw(const Port& port) { return static_cast<const void*>(&port); }
template <class Port> void* raw(Port& port) { return static_cast<void*>(&port); }
inline bool any(CData v) { return v != 0; }
inline bool any(SData v) { return v != 0; }
inline bool any(IData v) { return v != 0; }
inline bool any(QData v) { return v != 0; }
template <std::size_t N> bool any(const VlWide<N>& v) {
  for (std::size_t i = 0; i < N; i++)
    if (v.m_storage[i]) return true;
  return false;
}

// Records of one kind: a cycle number and a payload of fixed size each. Grows by doubling within the pass's budget.
struct Budget {
  uint64_t left;
};
struct OverBudget {};

template <std::size_t Payload> class Records {
 public:
  static constexpr std::size_t Stride = 8 + Payload;
  explicit Records(Budget& budget) : budget_(budget) {}
  ~Records() { std::free(data_); }
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  uint8_t* add(uint64_t cycle) {
    if (used_ + Stride > capacity_) grow();
    uint8_t* at = data_ + used_;
    used_ += Stride;
    std::memcpy(at, &cycle, 8);
    return at + 8;
  }
  uint64_t bytes() const { return used_; }
  uint64_t count() const { return used_ / Stride; }
  void write(std::FILE* file) const {
    if (used_) std::fwrite(data_, 1, used_, file);
  }

 private:
  void grow() {
    std::size_t more = capacity_ ? capacity_ : 64 * Stride;
    if (more > budget_.left) more = budget_.left / Stride * Stride;
    if (!more) throw OverBudget();
    void* data = std::realloc(data_, capacity_ + more);
    if (!data) throw OverBudget();
    budget_.left -= more;
    data_ = static_cast<uint8_t*>(data);
    capacity_ += more;
  }
  Budget& budget_;
  uint8_t* data_ = nullptr;
  std::size_t used_ = 0, capacity_ = 0;
};

// xorshift64*: stalls must be the same on every machine and in every run.
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
  bool percent(uint32_t p) { return static_cast<uint64_t>(next()) * 100 >> 32 < p; }

 private:
  uint64_t state_;
};

std::vector<uint8_t> read(const std::string& name, std::size_t bytes) {
  std::vector<uint8_t> data(bytes);
  std::FILE* file = std::fopen(name.c_str(), "rb");
  if (!file) fail("cannot open", name.c_str());
  if (bytes && std::fread(data.data(), 1, bytes, file) != bytes) fail("cannot read", name.c_str());
  std::fclose(file);
  return data;
}

constexpr std::size_t DataBytes = sizeof(Vsim::s_tdata);
constexpr std::size_t OutBytes = sizeof(Vsim::m_tdata);
constexpr std::size_t CodeValidBytes = sizeof(Vsim::tap_code_valid);
constexpr std::size_t CodeBytes = sizeof(Vsim::tap_code);
constexpr std::size_t AccBytes = sizeof(Vsim::tap_acc);
constexpr std::size_t YBytes = sizeof(Vsim::tap_y);
constexpr std::size_t FlagBytes = sizeof(Vsim::tap_flag);

struct Pass {
  std::string out, data_file, last_file, trace_file;
  unsigned seed = 1, in_stall = 0, out_stall = 0, stall_seed = 1, bench = 0;
  uint64_t beats_out = 0, beats_in = 0, trace_from = 0, trace_to = 0;
};

struct Job {
  uint64_t idle_bound = 100000, drain = 1000, reset_cycles = 8, max_bytes = 1 << 30, codes = 1;
  std::vector<uint8_t> params;
  std::vector<uint32_t> counters;
  std::vector<Pass> passes;
};

// How the top takes a write: AXI4-Lite, APB, or a plain port. Told from its pins.
template <class Top, class = void> struct HasAxi : std::false_type {};
template <class Top> struct HasAxi<Top, std::void_t<decltype(std::declval<Top&>().s_axi_awvalid)>> : std::true_type {};
template <class Top, class = void> struct HasApb : std::false_type {};
template <class Top> struct HasApb<Top, std::void_t<decltype(std::declval<Top&>().s_apb_psel)>> : std::true_type {};

// The control pins of one cycle. Answers are always taken at once.
struct Control {
  uint8_t address_valid = 0, data_valid = 0, enable = 0, reads = 0;
  uint32_t address = 0, data = 0;
};

template <class Top> void put(Top& top, const Control& control) {
  if constexpr (HasAxi<Top>::value) {
    top.s_axi_awvalid = control.address_valid && !control.reads;
    top.s_axi_awaddr = static_cast<std::decay_t<decltype(top.s_axi_awaddr)>>(control.address);
    top.s_axi_awprot = 0;
    top.s_axi_wvalid = control.data_valid;
    top.s_axi_wdata = control.data;
    top.s_axi_wstrb = 0xf;
    top.s_axi_bready = 1;
    top.s_axi_arvalid = control.address_valid && control.reads;
    top.s_axi_araddr = static_cast<std::decay_t<decltype(top.s_axi_araddr)>>(control.address);
    top.s_axi_arprot = 0;
    top.s_axi_rready = 1;
  } else if constexpr (HasApb<Top>::value) {
    top.s_apb_psel = control.address_valid;
    top.s_apb_penable = control.enable;
    top.s_apb_pwrite = !control.reads;
    top.s_apb_paddr = static_cast<std::decay_t<decltype(top.s_apb_paddr)>>(control.address);
    top.s_apb_pprot = 0;
    top.s_apb_pwdata = control.data;
    top.s_apb_pstrb = 0xf;
  } else {
    top.param_write = control.address_valid;
    top.param_address = control.address;
    top.param_data = control.data;
  }
}

// Every input pin of one cycle, for the bare loop.
struct Pins {
  uint8_t s_tdata[DataBytes];
  uint8_t rst_n, s_tvalid, s_tlast, m_tready;
  Control control;
};

struct Model {
  VerilatedContext context;
  std::unique_ptr<Vsim> top;
  explicit Model(unsigned seed, bool trace) {
    context.randReset(2);
    context.randSeed(static_cast<int>(seed));
    context.traceEverOn(trace);
    Verilated::threadContextp(&context);
    top.reset(new Vsim{&context, "TOP"});
  }
  ~Model() { top->final(); }
};

class Run {
 public:
  Run(const Job& job, const Pass& pass)
      : job_(job),
        pass_(pass),
        budget_{job.max_bytes},
        accepted_(budget_),
        beats_(budget_),
        codes_(budget_),
        accs_(budget_),
        ys_(budget_),
        errors_(budget_),
        violations_(budget_),
        counters_(budget_) {
    data_ = read(pass.data_file, pass.beats_in * DataBytes);
    last_ = read(pass.last_file, pass.beats_in);
  }

  // Runs the pass; with pins, also notes what every input pin was in every cycle.
  void go(std::vector<Pins>* pins) {
    const bool stalled = pass_.in_stall || pass_.out_stall;
    Model model(pass_.seed, !pass_.trace_file.empty());
    auto begin = std::chrono::steady_clock::now();
    try {
      if (!pass_.trace_file.empty()) {
        loop<true, true, false>(*model.top, nullptr);
      } else if (pins) {
        loop<true, false, true>(*model.top, pins);
      } else if (stalled) {
        loop<true, false, false>(*model.top, nullptr);
      } else {
        loop<false, false, false>(*model.top, nullptr);
      }
      if (!pins && pass_.bench == 0 && pass_.trace_file.empty()) read_counters(*model.top);
    } catch (const OverBudget&) {
      status_ = TooLong;
    }
    auto end = std::chrono::steady_clock::now();
    nanoseconds_ = static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(end - begin).count());
  }

  void write() const {
    std::FILE* file = std::fopen(pass_.out.c_str(), "wb");
    if (!file) fail("cannot create", pass_.out.c_str());
    const uint64_t header[] = {0x31434E45474C5452u /* "RTLGENC1" */, status_, cycle_, nanoseconds_, start_,
                               accepted_.Stride,   accepted_.bytes(),  beats_.Stride,      beats_.bytes(),
                               codes_.Stride,      codes_.bytes(),     accs_.Stride,       accs_.bytes(),
                               ys_.Stride,         ys_.bytes(),        errors_.Stride,     errors_.bytes(),
                               violations_.Stride, violations_.bytes(), counters_.Stride,  counters_.bytes()};
    std::fwrite(header, sizeof header, 1, file);
    accepted_.write(file);
    beats_.write(file);
    codes_.write(file);
    accs_.write(file);
    ys_.write(file);
    errors_.write(file);
    violations_.write(file);
    counters_.write(file);
    const bool bad = std::ferror(file);
    if (std::fclose(file) || bad) fail("cannot write", pass_.out.c_str());
  }

  uint64_t cycles() const { return cycle_; }
  double seconds() const { return static_cast<double>(nanoseconds_) * 1e-9; }

 private:
  template <bool Trace> void half(Vsim& top, int clk) {
    top.clk = static_cast<CData>(clk);
    top.eval();
#ifdef COSIM_TRACE
    if (Trace && cycle_ >= pass_.trace_from) {
      if (!trace_) {
        trace_.reset(new VerilatedFstC);
        top.trace(trace_.get(), 99);
        trace_->open(pass_.trace_file.c_str());
        if (!trace_->isOpen()) fail("cannot create", pass_.trace_file.c_str());
      }
      trace_->dump(cycle_ * 10 + (clk ? 5 : 0));
    }
#endif
  }

  template <bool Noted> static void note(const Vsim& top, std::vector<Pins>* pins, const Control& control = Control()) {
    if (!Noted) return;
    Pins p;
    std::memcpy(p.s_tdata, raw(top.s_tdata), DataBytes);
    p.rst_n = top.rst_n;
    p.s_tvalid = top.s_tvalid;
    p.s_tlast = top.s_tlast;
    p.m_tready = top.m_tready;
    p.control = control;
    pins->push_back(p);
  }

  template <bool Trace, bool Noted> void plain_cycle(Vsim& top, std::vector<Pins>* pins) {
    half<Trace>(top, 0);
    note<Noted>(top, pins);
    half<Trace>(top, 1);
    cycle_++;
  }

  // One cycle of the control pins. What a write still needs is cleared when it is taken; refused says an answer's error.
  template <bool Trace, bool Noted, class Top> bool control_cycle(Top& top, std::vector<Pins>* pins, Control& control, uint64_t& answers) {
    put(top, control);
    half<Trace>(top, 0);
    note<Noted>(top, pins, control);
    bool refused = false;
    if constexpr (HasAxi<Top>::value) {
      if (control.reads ? top.s_axi_arready : top.s_axi_awready) control.address_valid = 0;
      if (top.s_axi_rvalid) {
        answers++;
        refused = top.s_axi_rresp != 0;
        read_ = top.s_axi_rdata;
      }
      if (top.s_axi_wready) control.data_valid = 0;
      if (top.s_axi_bvalid) {
        answers++;
        refused = top.s_axi_bresp != 0;
      }
    } else if constexpr (HasApb<Top>::value) {
      if (control.enable && top.s_apb_pready) {
        answers++;
        refused = top.s_apb_pslverr;
        read_ = top.s_apb_prdata;
        control = Control();
      } else if (control.address_valid) {
        control.enable = 1;
      }
    } else if (control.address_valid) {
      answers++;
      control = Control();
    }
    half<Trace>(top, 1);
    cycle_++;
    return refused;
  }

  template <bool Trace, bool Noted> void prologue(Vsim& top, std::vector<Pins>* pins) {
    top.rst_n = 0;
    top.s_tvalid = 0;
    top.s_tlast = 0;
    std::memset(raw(top.s_tdata), 0, DataBytes);
    top.m_tready = 0;
    put(top, Control());
    for (uint64_t i = 0; i < job_.reset_cycles; i++) plain_cycle<Trace, Noted>(top, pins);
    top.rst_n = 1;
    plain_cycle<Trace, Noted>(top, pins);
    uint64_t answers = 0;
    std::size_t next = 0;
    const uint64_t writes = job_.params.size() / 8, bound = cycle_ + 1000 + 100 * writes;
    Control control;
    while (answers < writes) {
      if (!control.address_valid && !control.data_valid && next < job_.params.size()) {
        std::memcpy(&control.address, &job_.params[next], 4);
        std::memcpy(&control.data, &job_.params[next + 4], 4);
        control.address_valid = control.data_valid = 1;
        next += 8;
      }
      if (control_cycle<Trace, Noted>(top, pins, control, answers) || cycle_ > bound) {
        std::fprintf(stderr, "cosim: write %llu of %llu before the first vector was %s\n", static_cast<unsigned long long>(answers),
                     static_cast<unsigned long long>(writes), cycle_ > bound ? "never answered" : "refused");
        std::exit(3);
      }
    }
    put(top, Control());
    plain_cycle<Trace, Noted>(top, pins);
    start_ = cycle_;
  }

  template <bool Stalled, bool Trace, bool Noted> void loop(Vsim& top, std::vector<Pins>* pins) {
    prologue<Trace, Noted>(top, pins);
    Random in_random(pass_.stall_seed), out_random(pass_.stall_seed ^ 0x5555);
    // What lies on the bus without valid must not matter.
    const bool junk = Stalled && (pass_.in_stall || pass_.out_stall);
    const uint64_t idle_bound = job_.idle_bound, beats_in = pass_.beats_in, beats_out = pass_.beats_out;
    const bool keep_codes = job_.codes != 0;
    uint64_t next = 0, received = 0, valid_since = 0;
    bool presenting = false, pending = false, held = false;
    uint8_t held_data[OutBytes + 1] = {};
    // The pass ends at this cycle: hung, or drained after its last beat. Activity moves it on.
    uint64_t limit = cycle_ + idle_bound;
    bool drained = beats_out == 0;
    if (drained) limit = cycle_ + job_.drain;
    top.m_tready = 1;
    for (;;) {
      if (!presenting) {
        if (next < beats_in && !(Stalled && pass_.in_stall && in_random.percent(pass_.in_stall))) {
          presenting = true;
          top.s_tvalid = 1;
          top.s_tlast = last_[next];
          std::memcpy(raw(top.s_tdata), &data_[next * DataBytes], DataBytes);
        } else {
          top.s_tvalid = 0;
          if (junk) {
            top.s_tlast = in_random.next() & 1;
            std::memset(raw(top.s_tdata), static_cast<int>(in_random.next() & 0xff), DataBytes);
          }
        }
      }
      if (Stalled && pass_.out_stall) top.m_tready = !out_random.percent(pass_.out_stall);
      half<Trace>(top, 0);
      note<Noted>(top, pins);

      bool active = false;
      stalls_in_ += presenting && !top.s_tready;
      stalls_out_ += top.m_tvalid && !top.m_tready;
      if (presenting && top.s_tready) {
        accepted_.add(cycle_);
        active = true;
        next++;
        presenting = false;
      }
      if (top.m_tvalid) {
        if (!pending) {
          pending = true;
          valid_since = cycle_;
          active = true;
        }
        if (held && (held_data[OutBytes] != top.m_tlast || std::memcmp(held_data, raw(top.m_tdata), OutBytes)))
          violate(PayloadChanged);
        if (top.m_tready) {
          uint8_t* at = beats_.add(cycle_);
          std::memcpy(at, &valid_since, 8);
          std::memcpy(at + 8, raw(top.m_tdata), OutBytes);
          at[8 + OutBytes] = top.m_tlast;
          pending = held = false;
          active = true;
          if (++received == beats_out) {
            drained = true;
            limit = cycle_ + job_.drain;
          }
        } else {
          held = true;
          std::memcpy(held_data, raw(top.m_tdata), OutBytes);
          held_data[OutBytes] = top.m_tlast;
        }
      } else if (held) {
        violate(ValidDropped);
        pending = held = false;
      }
      if (any(top.tap_code_valid)) {
        if (keep_codes) {
          uint8_t* at = codes_.add(cycle_);
          std::memcpy(at, raw(top.tap_code_valid), CodeValidBytes);
          std::memcpy(at + CodeValidBytes, raw(top.tap_code), CodeBytes);
        }
        active = true;
      }
      if (top.tap_acc_valid) {
        std::memcpy(accs_.add(cycle_), raw(top.tap_acc), AccBytes);
        active = true;
      }
      if (top.tap_y_valid) {
        uint8_t* at = ys_.add(cycle_);
        std::memcpy(at, raw(top.tap_y), YBytes);
        std::memcpy(at + YBytes, raw(top.tap_flag), FlagBytes);
        active = true;
      }
      if (top.packet_error) {
        errors_.add(cycle_);
        active = true;
      }

      half<Trace>(top, 1);
      if (active && !drained) limit = cycle_ + idle_bound;
      if (++cycle_ > limit) break;
      if (Trace && cycle_ > pass_.trace_to) break;
    }
    status_ = drained || Trace ? Complete : Hung;
#ifdef COSIM_TRACE
    if (trace_) trace_->close();
#endif
  }

  // What the registers say of the pass, and the same from the pins under addresses that no counter has.
  template <class Top> void read_counters(Top& top) {
    if (job_.counters.empty()) return;
    std::memcpy(counters_.add(0), &stalls_in_, 8);
    std::memcpy(counters_.add(1), &stalls_out_, 8);
    top.s_tvalid = 0;
    for (uint32_t address : job_.counters) {
      Control control;
      control.address_valid = control.reads = 1;
      control.address = address;
      uint64_t answers = 0;
      for (unsigned i = 0; answers == 0; i++) {
        if (control_cycle<false, false>(top, nullptr, control, answers) || i > 1000) {
          std::fprintf(stderr, "cosim: the counter at %u cannot be read\n", static_cast<unsigned>(address));
          std::exit(3);
        }
      }
      const uint64_t value = read_;
      std::memcpy(counters_.add(address), &value, 8);
    }
  }

  void violate(uint64_t kind) {
    // The first ones say it all; a broken stream must not fill the disk.
    if (violations_.count() < 1000) std::memcpy(violations_.add(cycle_), &kind, 8);
  }

  const Job& job_;
  const Pass& pass_;
  Budget budget_;
  Records<0> accepted_;
  Records<8 + OutBytes + 1> beats_;
  Records<CodeValidBytes + CodeBytes> codes_;
  Records<AccBytes> accs_;
  Records<YBytes + FlagBytes> ys_;
  Records<0> errors_;
  Records<8> violations_;
  Records<8> counters_;
  uint64_t stalls_in_ = 0, stalls_out_ = 0;
  uint32_t read_ = 0;
  std::vector<uint8_t> data_, last_;
  uint64_t cycle_ = 0, start_ = 0, status_ = Complete, nanoseconds_ = 0;
#ifdef COSIM_TRACE
  std::unique_ptr<VerilatedFstC> trace_;
#endif
};

// The yardstick: the same pin values from memory, two evaluations a cycle, nothing looked at.
double bare_loop(unsigned seed, const std::vector<Pins>& pins) {
  Model model(seed, false);
  Vsim& top = *model.top;
  auto begin = std::chrono::steady_clock::now();
  for (const Pins& p : pins) {
    std::memcpy(raw(top.s_tdata), p.s_tdata, DataBytes);
    top.rst_n = p.rst_n;
    top.s_tvalid = p.s_tvalid;
    top.s_tlast = p.s_tlast;
    top.m_tready = p.m_tready;
    put(top, p.control);
    top.clk = 0;
    top.eval();
    top.clk = 1;
    top.eval();
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// Alternates the two, so that whatever else the machine does hits both.
void bench(const Job& job, const Pass& pass) {
  std::vector<Pins> pins;
  Run(job, pass).go(&pins);
  for (unsigned i = 0; i < pass.bench; i++) {
    Run run(job, pass);
    run.go(nullptr);
    const double bare = bare_loop(pass.seed, pins);
    std::printf("bench %llu %.9f %llu %.9f\n", static_cast<unsigned long long>(run.cycles()), run.seconds(),
                static_cast<unsigned long long>(pins.size()), bare);
  }
}

Job parse(const char* name) {
  Job job;
  std::FILE* file = std::fopen(name, "r");
  if (!file) fail("cannot open", name);
  char key[32], a[1024], b[1024], c[1024];
  unsigned long long n, m;
  while (std::fscanf(file, "%31s", key) == 1) {
    const std::string k = key;
    bool good;
    if (k == "params") {
      good = std::fscanf(file, "%1023s %llu", a, &n) == 2;
      if (good) job.params = read(a, n * 8);
    } else if (k == "counters") {
      good = std::fscanf(file, "%llu", &n) == 1;
      for (; good && n > 0; n--) {
        good = std::fscanf(file, "%llu", &m) == 1;
        job.counters.push_back(static_cast<uint32_t>(m));
      }
    } else if (k == "pass") {
      Pass p;
      unsigned long long out = 0, in = 0;
      good = std::fscanf(file, "%1023s %u %u %u %u %llu %1023s %1023s %llu", a, &p.seed, &p.in_stall, &p.out_stall,
                         &p.stall_seed, &out, b, c, &in) == 9;
      p.out = a;
      p.data_file = b;
      p.last_file = c;
      p.beats_out = out;
      p.beats_in = in;
      job.passes.push_back(p);
    } else if (k == "trace" && !job.passes.empty()) {
      good = std::fscanf(file, "%1023s %llu %llu", a, &n, &m) == 3;
      job.passes.back().trace_file = a;
      job.passes.back().trace_from = n;
      job.passes.back().trace_to = m;
    } else {
      good = std::fscanf(file, "%llu", &n) == 1;
      if (k == "idle_bound") job.idle_bound = n;
      else if (k == "drain") job.drain = n;
      else if (k == "reset_cycles") job.reset_cycles = n;
      else if (k == "max_bytes") job.max_bytes = n;
      else if (k == "codes") job.codes = n;
      else if (k == "bench" && !job.passes.empty()) job.passes.back().bench = static_cast<unsigned>(n);
      else good = false;
    }
    if (!good) {
      std::fprintf(stderr, "cosim: cannot make sense of '%s' in %s\n", key, name);
      std::exit(3);
    }
  }
  std::fclose(file);
  return job;
}

}  // namespace cosim

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: cosim JOB\n");
    return 2;
  }
  const cosim::Job job = cosim::parse(argv[1]);
  for (const cosim::Pass& pass : job.passes) {
    if (pass.bench) {
      cosim::bench(job, pass);
    } else {
      cosim::Run run(job, pass);
      run.go(nullptr);
      run.write();
    }
  }
  return 0;
}
