// SPDX-License-Identifier: Apache-2.0
//
// Runs the driver of a bundle against the simulation top of its layer: every load and store of the driver becomes a
// transfer of the bus, and nothing else reaches the layer but clock, reset and interrupt. Where the driver has routed the
// streams to the bus, the stream pins carry nonsense.
//
// Linked with the model; the driver is C99 of its own. design.h names the design. A job file has, in order,
//
//   address_bits N           of the bus
//   seed N                   of the random start of every register and memory
//   reset_cycles N           cycles of reset
//   stalls PERCENT SEED      of every channel of the bus
//   interrupts 0|1           whether events are taken by the driver's interrupt handler
//   timing DRIVE SETTLE SAMPLE
//   set NAME FILE            a parameter by the driver's name; weight_sums and weights take the weights
//   program SET RESET ROUNDS TOLERANCE FAILURES      all weights; FAILURES gets tile, row, column, code of each failed cell
//   calibrate ROWS EXPECTED TOLERANCE                every tile
//   readback FILE            the codes of every row in use
//   run INPUTS OUTPUTS       vectors over the bus
//
// Numbers in files are 32 bits, those of thresholds and outputs 64, little endian. Results go to standard output, a name
// and numbers a line. Exit 0: every call of the driver was done. 1: one was not. 3: the bus or a file is at fault.

#include "bus.h"
#include "design.h"
#include "files.h"
#include "model.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace driver_run {

using files::fail;

template <class Number> std::vector<Number> load(const std::string& name) {
  const std::vector<uint8_t> bytes = files::read(name);
  std::vector<Number> numbers(bytes.size() / sizeof(Number));
  if (!numbers.empty()) std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(Number));
  return numbers;
}

template <class To> std::vector<To> load_as(const std::string& name, std::size_t expected) {
  const std::vector<int32_t> numbers = load<int32_t>(name);
  if (expected && numbers.size() != expected) fail(name + " holds another number of elements than the layer");
  return std::vector<To>(numbers.begin(), numbers.end());
}

template <class Number> void save(const std::string& name, const std::vector<Number>& numbers) {
  std::FILE* file = files::open(name, "wb");
  std::fwrite(numbers.data(), sizeof(Number), numbers.size(), file);
  files::close(file, name);
}

// The layer with its clock. One access of the driver is posted, and the clock runs until it is answered.
class Layer {
 public:
  Layer(unsigned seed, unsigned address_bits, unsigned percent, uint64_t stall_seed)
      : top_(model::Top::start(seed)),
        bus_(bus::Master::of(*top_, address_bits, bus::Stalls::all(percent, stall_seed))),
        noise_(stall_seed ^ 0x5555) {}

  void reset(uint64_t cycles) {
    top_->rst_n = false;
    for (uint64_t i = 0; i < cycles; i++) cycle();
    top_->rst_n = true;
    cycle();
  }

  bool read(uint32_t offset, uint32_t& value) {
    bus_->post_read(offset);
    const bus::Answer answer = answered(bus_->reads);
    value = answer.data;
    return !answer.error;
  }
  bool write(uint32_t offset, uint32_t value) {
    bus_->post_write(offset, value);
    return !answered(bus_->writes).error;
  }

  bool interrupt() const { return top_->irq; }
  uint64_t cycles() const { return cycle_; }
  uint64_t accesses() const { return accesses_; }

  // From now on the stream pins are cut off, and carry nonsense.
  void cut_off() { cut_off_ = true; }

 private:
  bus::Answer answered(std::deque<bus::Answer>& answers) {
    accesses_++;
    for (int i = 0; answers.empty(); i++) {
      if (i > 100000) fail("an access of the bus is never answered");
      cycle();
    }
    const bus::Answer answer = answers.front();
    answers.pop_front();
    return answer;
  }

  void cycle() {
    bus_->drive();
    top_->s_tvalid = cut_off_ && (noise_.next() & 1);
    top_->s_tlast = cut_off_ && (noise_.next() & 1);
    top_->s_tdata.fill(cut_off_ ? static_cast<uint8_t>(noise_.next()) : 0);
    top_->m_tready = cut_off_ && (noise_.next() & 1);
    top_->eval(false);
    // Under reset the registers still hold what they started with.
    if (top_->rst_n) bus_->sample();
    if (bus_->faults()) fail("the bus at cycle " + std::to_string(cycle_) + ": " + bus_->first_fault());
    if (cut_off_ && (top_->s_tready || top_->m_tvalid)) fail("the stream pins move although the streams are on the bus");
    top_->eval(true);
    cycle_++;
  }

  std::unique_ptr<model::Top> top_;
  std::unique_ptr<bus::Master> bus_;
  bus::Random noise_;
  uint64_t cycle_ = 0, accesses_ = 0;
  bool cut_off_ = false;
};

// The driver's way to the layer. An interrupt is handled between two accesses, as a processor would.
struct Processor {
  Layer* layer;
  DRIVER(device) device;
  bool interrupts = false, handling = false;
  uint64_t handled = 0;

  void after_access() {
    if (!interrupts || handling || !layer->interrupt()) return;
    handling = true;
    if (DRIVER(handle_interrupt)(&device) != DESIGN(OK)) fail("the interrupt handler failed");
    handling = false;
    handled++;
  }
};

bool bus_read(void* context, uint32_t offset, uint32_t* value) {
  Processor& processor = *static_cast<Processor*>(context);
  const bool good = processor.layer->read(offset, *value);
  processor.after_access();
  return good;
}

bool bus_write(void* context, uint32_t offset, uint32_t value) {
  Processor& processor = *static_cast<Processor*>(context);
  const bool good = processor.layer->write(offset, value);
  processor.after_access();
  return good;
}

void require(const char* step, int status) {
  if (status == DESIGN(OK)) return;
  std::printf("error %s: %s\n", step, DRIVER(text)(status));
  std::exit(1);
}

// True when cells failed, which is a result and no error.
bool cells_failed(const char* step, int status) {
  if (status == DESIGN(CELLS_FAILED)) return true;
  require(step, status);
  return false;
}

// The calls that depend on what the design has.
class Session {
 public:
  explicit Session(Layer& layer) : layer_(layer) { processor_.layer = &layer; }

  void init(bool interrupts) {
    const DRIVER(bus) bus = {bus_read, bus_write, &processor_};
    require("init", DRIVER(init)(&processor_.device, &bus));
    if (interrupts) {
      require("enable_interrupts", DRIVER(enable_interrupts)(&processor_.device, (1u << DESIGN(EVENTS)) - 1u));
      processor_.interrupts = true;
      processor_.after_access();
    }
  }

  void timing(uint32_t drive, uint32_t settle, uint32_t sample) {
    require("set_timing", DRIVER(set_timing)(device(), drive, settle, sample));
  }

  void set(const std::string& name, const std::string& file) {
    if (name == "weights") {
      weights_ = load_as<DRIVER(weight)>(file, static_cast<std::size_t>(DESIGN(LAYER_INPUTS)) * DESIGN(LAYER_OUTPUTS));
      return;
    }
#ifdef HAS_BIAS
    if (name == "bias") return require("set_bias", DRIVER(set_bias)(device(), load_as<int32_t>(file, DESIGN(BIAS_WORDS)).data()));
#endif
#ifdef HAS_MULTIPLIER
    if (name == "multiplier") return set_multiplier(DRIVER(set_multiplier), file);
#endif
#ifdef HAS_SHIFT
    if (name == "shift") return require("set_shift", DRIVER(set_shift)(device(), load_as<int8_t>(file, DESIGN(SHIFT_WORDS)).data()));
#endif
#ifdef HAS_TABLE
    if (name == "table") return require("set_table", DRIVER(set_table)(device(), load_as<DRIVER(output)>(file, DESIGN(TABLE_WORDS)).data()));
#endif
#ifdef HAS_OFFSETS
    if (name == "offsets") return require("set_offsets", DRIVER(set_offsets)(device(), load_as<int16_t>(file, DESIGN(OFFSETS_WORDS)).data()));
#endif
#ifdef HAS_WEIGHT_SUMS
    if (name == "weight_sums") {
      set("weights", file);
      return require("set_weight_sums", DRIVER(set_weight_sums)(device(), weights_.data()));
    }
#endif
#ifdef HAS_THRESHOLDS
    if (name == "thresholds") {
      const std::vector<int64_t> thresholds = load<int64_t>(file);
      if (thresholds.size() != static_cast<std::size_t>(DESIGN(THRESHOLD_OUTPUTS)) * DESIGN(THRESHOLD_COUNT)) fail("thresholds");
      return require("set_thresholds", DRIVER(set_thresholds)(device(), thresholds.data()));
    }
#endif
    fail("the layer has no " + name);
  }

#ifdef HAS_PROGRAMMING
  void program(uint32_t set, uint32_t reset, uint32_t rounds, uint32_t tolerance, const std::string& failures) {
    require("set_programming", DRIVER(set_programming)(device(), set, reset, rounds, tolerance));
    std::vector<DRIVER(failure)> list(1u << 20);
    DRIVER(programming) result = {0, 0, 0, list.data(), list.size(), 0};
    const uint64_t start = layer_.cycles();
    const bool failed = cells_failed("program_weights", DRIVER(program_weights)(device(), weights_.data(), &result));
    std::printf("program_cycles %llu\n", static_cast<unsigned long long>(layer_.cycles() - start));
    std::printf("program_pulses %u\nprogram_reads %u\nprogram_failures %u\n", result.pulses, result.reads, result.failures);
    if (failed != (result.failures != 0)) fail("the status of programming and its failures disagree");
    std::vector<int32_t> numbers;
    for (std::size_t i = 0; i < result.listed; i++) {
      const DRIVER(failure)& f = list[i];
      numbers.insert(numbers.end(), {static_cast<int32_t>(f.tile), static_cast<int32_t>(f.row), static_cast<int32_t>(f.column), f.code});
    }
    save(failures, numbers);
  }
#endif

#ifdef HAS_OFFSET_CORRECTION
  void calibrate(uint32_t rows, int32_t expected, uint32_t tolerance) {
    uint32_t failures = 0;
    for (uint32_t tile = 0; tile < DESIGN(TILE_COUNT); tile++) {
      cells_failed("calibrate", DRIVER(calibrate)(device(), tile, rows, expected, tolerance, &failures));
    }
    std::printf("calibration_failures %u\n", failures);
  }
#endif

#ifdef HAS_READBACK
  void readback(const std::string& file) {
    std::vector<int32_t> all, codes(DESIGN(CONVERSION_COLUMNS));
    for (uint32_t tile = 0; tile < DESIGN(TILE_COUNT); tile++) {
      for (uint32_t row = 0; row < DRIVER(rows_in_use)(tile); row++) {
        require("read_row", DRIVER(read_row)(device(), tile, row, codes.data()));
        all.insert(all.end(), codes.begin(), codes.end());
      }
    }
    save(file, all);
  }
#endif

  void run(const std::string& inputs_file, const std::string& outputs_file) {
    const std::vector<DRIVER(input)> inputs = load_as<DRIVER(input)>(inputs_file, 0);
    const std::size_t vectors = inputs.size() / DESIGN(LAYER_INPUTS);
    std::vector<DRIVER(output)> outputs(vectors * DESIGN(LAYER_OUTPUTS));
    require("start", DRIVER(start)(device(), DESIGN(STREAM_BUS)));
    layer_.cut_off();
    const uint64_t start = layer_.cycles();
    require("run", DRIVER(run)(device(), inputs.data(), outputs.data(), vectors));
    std::printf("run_cycles %llu\n", static_cast<unsigned long long>(layer_.cycles() - start));
    require("stop", DRIVER(stop)(device()));
    save(outputs_file, std::vector<int64_t>(outputs.begin(), outputs.end()));
  }

  DRIVER(device)* device() { return &processor_.device; }

  void finish() {
    DRIVER(counters) c;
    require("read_counters", DRIVER(read_counters)(device(), &c));
    std::printf("cycles_busy %llu\nconversions %llu\n", static_cast<unsigned long long>(c.cycles_busy), static_cast<unsigned long long>(c.conversions));
    std::printf("vectors %u\nstalls_in %u\nstalls_out %u\nsaturations %u\n", c.vectors, c.stalls_in, c.stalls_out, c.saturations);
    std::printf("adc_timeouts %u\npacket_errors %u\n", c.adc_timeouts, c.packet_errors);
    std::printf("events");
    for (unsigned i = 0; i < DESIGN(EVENTS); i++) std::printf(" %u", DRIVER(event_count)(device(), 1u << i));
    std::printf("\ninterrupts %llu\n", static_cast<unsigned long long>(processor_.handled));
    std::printf("accesses %llu\ncycles %llu\n", static_cast<unsigned long long>(layer_.accesses()), static_cast<unsigned long long>(layer_.cycles()));
  }

 private:
#ifdef HAS_MULTIPLIER
  // Integers, or the bits of singles: what the driver takes.
  template <class Number>
  void set_multiplier(DRIVER(status) (*set)(DRIVER(device)*, const Number*), const std::string& file) {
    require("set_multiplier", set(device(), load_as<Number>(file, DESIGN(MULTIPLIER_WORDS)).data()));
  }
#endif

  Layer& layer_;
  Processor processor_;
  std::vector<DRIVER(weight)> weights_;
};

void run_job(const char* name) {
  std::FILE* file = files::open(name, "r");
  unsigned address_bits = 0, seed = 1, percent = 0, interrupts = 0;
  unsigned long long reset_cycles = 8, stall_seed = 1;
  std::unique_ptr<Layer> layer;
  std::unique_ptr<Session> session;
  char key[32], a[1024], b[1024];
  unsigned n[4];
  // The first step that is not about the simulation itself starts it.
  auto start = [&]() -> Session& {
    if (!session) {
      layer.reset(new Layer(seed, address_bits, percent, stall_seed));
      layer->reset(reset_cycles);
      session.reset(new Session(*layer));
      session->init(interrupts != 0);
    }
    return *session;
  };
  while (std::fscanf(file, "%31s", key) == 1) {
    const std::string k = key;
    bool good = false;
    if (k == "address_bits") {
      good = std::fscanf(file, "%u", &address_bits) == 1;
    } else if (k == "seed") {
      good = std::fscanf(file, "%u", &seed) == 1;
    } else if (k == "reset_cycles") {
      good = std::fscanf(file, "%llu", &reset_cycles) == 1;
    } else if (k == "stalls") {
      good = std::fscanf(file, "%u %llu", &percent, &stall_seed) == 2;
    } else if (k == "interrupts") {
      good = std::fscanf(file, "%u", &interrupts) == 1;
    } else if (k == "timing") {
      good = std::fscanf(file, "%u %u %u", &n[0], &n[1], &n[2]) == 3;
      if (good) start().timing(n[0], n[1], n[2]);
    } else if (k == "set") {
      good = std::fscanf(file, "%1023s %1023s", a, b) == 2;
      if (good) start().set(a, b);
    } else if (k == "run") {
      good = std::fscanf(file, "%1023s %1023s", a, b) == 2;
      if (good) start().run(a, b);
    }
#ifdef HAS_PROGRAMMING
    if (k == "program") {
      good = std::fscanf(file, "%u %u %u %u %1023s", &n[0], &n[1], &n[2], &n[3], a) == 5;
      if (good) start().program(n[0], n[1], n[2], n[3], a);
    }
#endif
#ifdef HAS_PROGRAMMING
    if (k == "keep_cells") {
      good = true;
      require("keep_cells", DRIVER(keep_cells)(start().device()));
    }
#endif
#ifdef HAS_OFFSET_CORRECTION
    if (k == "calibrate") {
      int expected = 0;
      good = std::fscanf(file, "%u %d %u", &n[0], &expected, &n[1]) == 3;
      if (good) start().calibrate(n[0], expected, n[1]);
    }
#endif
#ifdef HAS_READBACK
    if (k == "readback") {
      good = std::fscanf(file, "%1023s", a) == 1;
      if (good) start().readback(a);
    }
#endif
    if (!good) fail("cannot make sense of '" + k + "' in the job");
  }
  std::fclose(file);
  start().finish();
}

}  // namespace driver_run

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: driver_run JOB\n");
    return 2;
  }
  driver_run::run_job(argv[1]);
  return 0;
}
