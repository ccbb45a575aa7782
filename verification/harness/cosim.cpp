// SPDX-License-Identifier: Apache-2.0
//
// Drives the simulation top of one layer through a list of passes and writes down what its taps said.
//
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
//   coverage FILE      of the pass before it: where its code coverage goes, and to FILE.states the cycles spent in each state
//                      of the controller with each side stalled: 64 bits for tap_state * 4 + input * 2 + output (coverage builds only)
//   bench N            instead of running it once, time the pass before it against a bare loop, N times each
//
// A cycle is two evaluations: inputs are set with the clock low, outputs are read, then the clock rises.
// Cycle 0 is the first cycle of reset. All numbers in the output file are little endian; its layout is that of write().

#include "bus.h"
#include "files.h"
#include "model.h"
#include "programs.h"
#include "records.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace cosim {

using files::fail;
using model::InputLog;
using model::Top;
using records::Records;

constexpr uint64_t Complete = 0, Hung = 1, TooLong = 2;
constexpr uint64_t ValidDropped = 0, PayloadChanged = 1;
constexpr std::size_t States = 32 * 4;

struct Pass {
  std::string out, data_file, last_file, trace_file, coverage_file;
  unsigned seed = 1, in_stall = 0, out_stall = 0, stall_seed = 1, bench = 0;
  uint64_t beats_out = 0, beats_in = 0, trace_from = 0, trace_to = 0;
};

struct Job {
  uint64_t idle_bound = 100000, drain = 1000, reset_cycles = 8, max_bytes = 1 << 30, codes = 1;
  std::vector<uint8_t> params;
  std::vector<uint32_t> counters;
  std::vector<Pass> passes;
};

class Run {
 public:
  Run(const Job& job, const Pass& pass)
      : job_(job),
        pass_(pass),
        traced_(!pass.trace_file.empty()),
        top_(Top::start(pass.seed, traced_)),
        master_(bus::Master::of(*top_, 32)),
        out_bytes_(top_->m_tdata.bytes),
        budget_{job.max_bytes},
        accepted_(budget_, 0),
        beats_(budget_, 8 + out_bytes_ + 1),
        codes_(budget_, top_->tap_code_valid.bytes + top_->tap_code.bytes),
        accs_(budget_, top_->tap_acc.bytes),
        ys_(budget_, top_->tap_y.bytes + top_->tap_flag.bytes),
        errors_(budget_, 0),
        violations_(budget_, 8),
        counters_(budget_, 8) {
    data_ = files::read(pass.data_file, pass.beats_in * top_->s_tdata.bytes);
    last_ = files::read(pass.last_file, pass.beats_in);
  }

  // Runs the pass; with a log, also notes what every input pin was in every cycle.
  void go(InputLog* log) {
    auto begin = std::chrono::steady_clock::now();
    try {
      if (traced_) loop<true, true, false>(nullptr);
      else if (log) loop<true, false, true>(log);
      else if (pass_.in_stall || pass_.out_stall) loop<true, false, false>(nullptr);
      else loop<false, false, false>(nullptr);
      if (!log && pass_.bench == 0 && !traced_) read_counters();
    } catch (const records::OverBudget&) {
      status_ = TooLong;
    }
    auto end = std::chrono::steady_clock::now();
    nanoseconds_ = static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(end - begin).count());
  }

  void write_states() const {
    const std::string name = pass_.coverage_file + ".states";
    std::FILE* file = files::open(name, "wb");
    std::fwrite(states_, sizeof states_[0], States, file);
    files::close(file, name);
  }

  void write() const {
    std::FILE* file = files::open(pass_.out, "wb");
    const Records* const all[] = {&accepted_, &beats_, &codes_, &accs_, &ys_, &errors_, &violations_, &counters_};
    std::vector<uint64_t> header = {0x31434E45474C5452u /* "RTLGENC1" */, status_, cycle_, nanoseconds_, start_};
    for (const Records* r : all) header.insert(header.end(), {r->stride(), r->bytes()});
    std::fwrite(header.data(), sizeof header[0], header.size(), file);
    for (const Records* r : all) r->write(file);
    files::close(file, pass_.out);
    if (!pass_.coverage_file.empty() && !top_->write_coverage(pass_.coverage_file.c_str())) fail("this build counts no coverage");
    if (!pass_.coverage_file.empty()) write_states();
  }

  const Top& top() const { return *top_; }
  uint64_t cycles() const { return cycle_; }
  double seconds() const { return static_cast<double>(nanoseconds_) * 1e-9; }

 private:
  template <bool Trace> void half(bool clock) {
    top_->eval(clock);
    if (!Trace || cycle_ < pass_.trace_from) return;
    if (!tracing_ && !top_->open_trace(pass_.trace_file.c_str())) fail("cannot create " + pass_.trace_file);
    tracing_ = true;
    top_->dump(cycle_ * 10 + (clock ? 5 : 0));
  }

  template <bool Trace, bool Noted> void plain_cycle(InputLog* log) {
    half<Trace>(false);
    if (Noted) log->note();
    half<Trace>(true);
    cycle_++;
  }

  // Runs until all that was posted is answered; the streams' pins stand still. What is read is kept in read_.
  template <bool Trace, bool Noted> void await(InputLog* log, const std::string& what) {
    std::size_t answered = 0;
    for (unsigned waited = 0; !master_->idle(); waited++) {
      if (waited > 1000) fail(what + " " + std::to_string(answered) + " was never answered");
      master_->drive();
      half<Trace>(false);
      if (Noted) log->note();
      master_->sample();
      half<Trace>(true);
      cycle_++;
      for (std::deque<bus::Answer>* answers : {&master_->writes, &master_->reads}) {
        for (const bus::Answer& answer : *answers) {
          if (answer.error) fail(what + " " + std::to_string(answered) + " was refused");
          read_ = answer.data;
          answered++;
          waited = 0;
        }
        answers->clear();
      }
    }
    if (master_->faults()) fail(what + ": " + master_->first_fault());
  }

  template <bool Trace, bool Noted> void prologue(InputLog* log) {
    Top& top = *top_;
    top.rst_n = false;
    top.s_tvalid = false;
    top.s_tlast = false;
    top.s_tdata.fill(0);
    top.m_tready = false;
    master_->drive();
    for (uint64_t i = 0; i < job_.reset_cycles; i++) {
      // Beats that must leave no trace.
      top.s_tvalid = true;
      half<Trace>(false);
      if (i + 1 == job_.reset_cycles) top.forget_coverage();
      if (Noted) log->note();
      half<Trace>(true);
      cycle_++;
    }
    top.rst_n = true;
    top.s_tvalid = false;
    plain_cycle<Trace, Noted>(log);
    for (std::size_t next = 0; next < job_.params.size(); next += 8) {
      uint32_t address, data;
      std::memcpy(&address, &job_.params[next], 4);
      std::memcpy(&data, &job_.params[next + 4], 4);
      master_->post_write(address, data);
    }
    await<Trace, Noted>(log, "before the first vector, of " + std::to_string(job_.params.size() / 8) + " writes number");
    master_->drive();
    plain_cycle<Trace, Noted>(log);
    start_ = cycle_;
  }

  template <bool Stalled, bool Trace, bool Noted> void loop(InputLog* log) {
    Top& top = *top_;
    prologue<Trace, Noted>(log);
    bus::Random in_random(pass_.stall_seed), out_random(pass_.stall_seed ^ 0x5555);
    // What lies on the bus without valid must not matter.
    const bool junk = Stalled && (pass_.in_stall || pass_.out_stall);
    const uint64_t idle_bound = job_.idle_bound, beats_in = pass_.beats_in, beats_out = pass_.beats_out;
    const bool keep_codes = job_.codes != 0;
    uint64_t next = 0, received = 0, valid_since = 0;
    bool presenting = false, pending = false, held = false;
    std::vector<uint8_t> held_data(out_bytes_ + 1);
    // The pass ends at this cycle: hung, or drained after its last beat. Activity moves it on.
    uint64_t limit = cycle_ + idle_bound;
    bool drained = beats_out == 0;
    if (drained) limit = cycle_ + job_.drain;
    top.m_tready = true;
    for (;;) {
      if (!presenting) {
        if (next < beats_in && !(Stalled && pass_.in_stall && in_random.percent(pass_.in_stall))) {
          presenting = true;
          top.s_tvalid = true;
          top.s_tlast = last_[next];
          top.s_tdata.load(&data_[next * top.s_tdata.bytes]);
        } else {
          top.s_tvalid = false;
          if (junk) {
            top.s_tlast = in_random.next() & 1;
            top.s_tdata.fill(static_cast<uint8_t>(in_random.next()));
          }
        }
      }
      if (Stalled && pass_.out_stall) top.m_tready = !out_random.percent(pass_.out_stall);
      half<Trace>(false);
      if (Noted) log->note();

      bool active = false;
      stalls_in_ += presenting && !top.s_tready;
      stalls_out_ += top.m_tvalid && !top.m_tready;
      if (top.tap_state.at) states_[top.tap_state.get() * 4 + (presenting && !top.s_tready) * 2 + (top.m_tvalid && !top.m_tready)]++;
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
        if (held && (held_data[out_bytes_] != static_cast<uint8_t>(top.m_tlast) || std::memcmp(held_data.data(), top.m_tdata.at, out_bytes_)))
          violate(PayloadChanged);
        if (top.m_tready) {
          uint8_t* at = beats_.add(cycle_);
          std::memcpy(at, &valid_since, 8);
          top.m_tdata.store(at + 8);
          at[8 + out_bytes_] = top.m_tlast;
          pending = held = false;
          active = true;
          if (++received == beats_out) {
            drained = true;
            limit = cycle_ + job_.drain;
          }
        } else {
          held = true;
          top.m_tdata.store(held_data.data());
          held_data[out_bytes_] = top.m_tlast;
        }
      } else if (held) {
        violate(ValidDropped);
        pending = held = false;
      }
      if (top.tap_code_valid.any()) {
        if (keep_codes) {
          uint8_t* at = codes_.add(cycle_);
          top.tap_code_valid.store(at);
          top.tap_code.store(at + top.tap_code_valid.bytes);
        }
        active = true;
      }
      if (top.tap_acc_valid) {
        top.tap_acc.store(accs_.add(cycle_));
        active = true;
      }
      if (top.tap_y_valid) {
        uint8_t* at = ys_.add(cycle_);
        top.tap_y.store(at);
        top.tap_flag.store(at + top.tap_y.bytes);
        active = true;
      }
      if (top.packet_error) {
        errors_.add(cycle_);
        active = true;
      }

      half<Trace>(true);
      if (active && !drained) limit = cycle_ + idle_bound;
      if (++cycle_ > limit) break;
      if (Trace && cycle_ > pass_.trace_to) break;
    }
    status_ = drained || Trace ? Complete : Hung;
    if (tracing_) top.close_trace();
  }

  // What the registers say of the pass, and the same from the pins under addresses that no counter has.
  void read_counters() {
    if (job_.counters.empty()) return;
    std::memcpy(counters_.add(0), &stalls_in_, 8);
    std::memcpy(counters_.add(1), &stalls_out_, 8);
    top_->s_tvalid = false;
    for (uint32_t address : job_.counters) {
      master_->post_read(address);
      await<false, false>(nullptr, "of the counter at " + std::to_string(address) + " read");
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
  const bool traced_;
  std::unique_ptr<Top> top_;
  std::unique_ptr<bus::Master> master_;
  const std::size_t out_bytes_;
  records::Budget budget_;
  Records accepted_, beats_, codes_, accs_, ys_, errors_, violations_, counters_;
  uint64_t stalls_in_ = 0, stalls_out_ = 0, states_[States] = {};
  uint32_t read_ = 0;
  bool tracing_ = false;
  std::vector<uint8_t> data_, last_;
  uint64_t cycle_ = 0, start_ = 0, status_ = Complete, nanoseconds_ = 0;
};

// The yardstick: the same pin values from memory, two evaluations a cycle, nothing looked at.
double bare_loop(unsigned seed, const InputLog& log) {
  const std::unique_ptr<Top> top = Top::start(seed);
  auto begin = std::chrono::steady_clock::now();
  log.play(*top, [&] {
    top->eval(false);
    top->eval(true);
  });
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// Alternates the two, so that whatever else the machine does hits both.
void bench(const Job& job, const Pass& pass) {
  Run noted(job, pass);
  InputLog log(noted.top());
  noted.go(&log);
  for (unsigned i = 0; i < pass.bench; i++) {
    Run run(job, pass);
    run.go(nullptr);
    const double bare = bare_loop(pass.seed, log);
    std::printf("bench %llu %.9f %llu %.9f\n", static_cast<unsigned long long>(run.cycles()), run.seconds(),
                static_cast<unsigned long long>(log.cycles()), bare);
  }
}

Job parse(const char* name) {
  Job job;
  std::FILE* file = files::open(name, "r");
  char key[32], a[1024], b[1024], c[1024];
  unsigned long long n, m;
  while (std::fscanf(file, "%31s", key) == 1) {
    const std::string k = key;
    bool good;
    if (k == "params") {
      good = std::fscanf(file, "%1023s %llu", a, &n) == 2;
      if (good) job.params = files::read(a, n * 8);
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
    } else if (k == "coverage" && !job.passes.empty()) {
      good = std::fscanf(file, "%1023s", a) == 1;
      job.passes.back().coverage_file = a;
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
    if (!good) fail("cannot make sense of '" + k + "' in " + name);
  }
  std::fclose(file);
  return job;
}

}  // namespace cosim

int programs::cosim(const char* job_file) {
  const cosim::Job job = cosim::parse(job_file);
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
