// SPDX-License-Identifier: Apache-2.0
//
// Plays a scenario on the simulation top of a layer behind a bus: accesses, packets, resets, waits, in the order of a file.
//
// The two streams run by themselves beside it, each with stalls drawn at random: packets wait in a queue until they are
// sent, beats that come are taken and written down. Lines of the scenario, and what each answers in the output file:
//
//   model SEED                    random start of the model; first line
//   beats FILE BEATS              vectors to send: TDATA of each beat, BEATS a packet; second line
//   bus_stalls PERCENT SEED       of every channel of the bus
//   stream_stalls IN OUT SEED     percent
//   reset CYCLES                  everything on its way is forgotten; meanwhile the pins offer beats and accesses that leave no trace
//   write ADDRESS DATA STROBE     waits for the answer                           w ERROR
//   read ADDRESS                                                                 r ERROR DATA
//   post_write, post_read         the same without waiting
//   join                          waits for all that was posted                  w and r lines: writes in order, then reads
//   poll ADDRESS MASK VALUE BOUND reads until (data & MASK) == VALUE             p FOUND DATA
//   vectors FIRST COUNT           queues packets
//   malformed VECTOR EXTRA        queues a packet with EXTRA beats too many, or too few when negative
//   wait_out BEATS BOUND          until so many beats came since reset           o BEATS
//   wait_sent BOUND               until the queue is empty                       s LEFT
//   irq                           the pin                                        i LEVEL
//   idle CYCLES
//
// Every beat that came: b CYCLE LAST DATA (hexadecimal bytes, lowest first), in its place among the answers. At the end:
// end CYCLES FAULTS of the bus, and a line for the first one. Cycles of the streams: stalls IN OUT, busy CYCLES, counted
// at the pins since the last reset. A handshake that breaks AXI4-Stream's rules: v KIND CYCLE. Something is on offer in the third
// cycle of a reset or later: v 2 CYCLE.

#include "bus.h"
#include "files.h"
#include "model.h"
#include "programs.h"

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace scenario {

using files::fail;
using model::Top;

constexpr uint64_t AnswerBound = 10000;
// Cycles of a reset until nothing is on offer any more.
constexpr uint64_t ResetLatency = 2;

struct Beat {
  std::vector<uint8_t> data;
  bool last;
};

class Player {
 public:
  Player(std::FILE* out, unsigned seed, unsigned address_bits)
      : out_(out), top_(Top::start(seed)), master_(bus::Master::of(*top_, address_bits)), held_data_(top_->m_tdata.bytes) {
    top_->rst_n = false;
  }

  void load(const char* name, std::size_t beats) {
    const std::vector<uint8_t> data = files::read(name);
    const auto bytes = static_cast<std::ptrdiff_t>(top_->s_tdata.bytes);
    for (auto from = data.begin(); data.end() - from >= bytes; from += bytes) beats_.emplace_back(from, from + bytes);
    packet_ = beats;
  }

  void bus_stalls(unsigned percent, uint64_t seed) { master_->set_stalls(bus::Stalls::all(percent, seed)); }
  void stream_stalls(unsigned in, unsigned out, uint64_t seed) {
    in_stall_ = in;
    out_stall_ = out;
    in_random_ = bus::Random(seed);
    out_random_ = bus::Random(seed ^ 0x5555);
  }

  void reset(uint64_t cycles) {
    queue_.clear();
    master_->reset();
    presenting_ = held_ = false;
    received_ = stalls_in_ = stalls_out_ = busy_ = inside_ = 0;
    in_packet_ = 0;
    dropping_ = false;
    top_->rst_n = false;
    for (uint64_t i = 0; i < cycles; i++) {
      starts_ = is_start_ && i + 1 == cycles;
      rests_ = i >= ResetLatency;
      cycle();
    }
    is_start_ = starts_ = false;
    top_->rst_n = true;
  }

  void write(uint32_t address, uint32_t data, unsigned strobe) {
    master_->post_write(address, data, static_cast<uint8_t>(strobe));
    join();
  }
  void read(uint32_t address) {
    master_->post_read(address);
    join();
  }
  void post_write(uint32_t address, uint32_t data, unsigned strobe) { master_->post_write(address, data, static_cast<uint8_t>(strobe)); }
  void post_read(uint32_t address) { master_->post_read(address); }

  void join() {
    wait_for_bus();
    for (const bus::Answer& a : master_->writes) std::fprintf(out_, "w %d\n", a.error);
    for (const bus::Answer& a : master_->reads) std::fprintf(out_, "r %d %08" PRIx32 "\n", a.error, a.data);
    master_->writes.clear();
    master_->reads.clear();
  }

  void poll(uint32_t address, uint32_t mask, uint32_t value, uint64_t bound) {
    const uint64_t end = cycle_ + bound;
    for (;;) {
      master_->post_read(address);
      wait_for_bus();
      const bus::Answer a = master_->reads.front();
      master_->reads.clear();
      const bool found = !a.error && (a.data & mask) == value;
      if (found || cycle_ > end) {
        std::fprintf(out_, "p %d %08" PRIx32 "\n", found, a.data);
        return;
      }
    }
  }

  void vectors(std::size_t first, std::size_t count) {
    for (std::size_t v = first; v < first + count; v++) packet(v, 0);
  }
  // Beats beyond the vector's own are its last one again.
  void packet(std::size_t vector, long extra) {
    const std::size_t beats = static_cast<std::size_t>(static_cast<long>(packet_) + extra);
    for (std::size_t b = 0; b < beats; b++) {
      queue_.push_back(Beat{beats_.at(vector * packet_ + (b < packet_ ? b : packet_ - 1)), b + 1 == beats});
    }
  }

  void wait_out(uint64_t beats, uint64_t bound) {
    for (uint64_t end = cycle_ + bound; received_ < beats && cycle_ < end;) cycle();
    std::fprintf(out_, "o %" PRIu64 "\n", received_);
  }
  void wait_sent(uint64_t bound) {
    for (uint64_t end = cycle_ + bound; (!queue_.empty() || presenting_) && cycle_ < end;) cycle();
    std::fprintf(out_, "s %zu\n", queue_.size());
  }
  void irq() { std::fprintf(out_, "i %d\n", top_->irq ? 1 : 0); }
  void idle(uint64_t cycles) {
    for (uint64_t i = 0; i < cycles; i++) cycle();
  }

  void end() {
    std::fprintf(out_, "stalls %" PRIu64 " %" PRIu64 "\nbusy %" PRIu64 "\n", stalls_in_, stalls_out_, busy_);
    std::fprintf(out_, "end %" PRIu64 " %u\n", cycle_, master_->faults());
    if (master_->faults()) std::fprintf(out_, "%s\n", master_->first_fault().c_str());
  }

  void write_coverage(const char* file) {
    if (!top_->write_coverage(file)) fail("this build counts no coverage");
  }

 private:
  // Each answer gives the next one its time.
  void wait_for_bus() {
    std::size_t answers = master_->writes.size() + master_->reads.size();
    for (uint64_t end = cycle_ + AnswerBound; !master_->idle();) {
      cycle();
      const std::size_t now = master_->writes.size() + master_->reads.size();
      if (now != answers) end = cycle_ + AnswerBound;
      answers = now;
      if (cycle_ > end) fail("an access is not answered");
    }
  }

  void cycle() {
    Top& top = *top_;
    if (!presenting_ && !queue_.empty() && top.rst_n && !in_random_.percent(in_stall_)) presenting_ = true;
    top.s_tvalid = top.rst_n ? presenting_ : reset_random_.next() & 1;
    if (presenting_) {
      top.s_tlast = queue_.front().last;
      top.s_tdata.load(queue_.front().data.data());
    } else {
      top.s_tlast = in_random_.next() & 1;
      top.s_tdata.fill(static_cast<uint8_t>(in_random_.next()));
    }
    top.m_tready = !out_random_.percent(out_stall_);
    if (top.rst_n) master_->drive();
    else master_->disturb();
    top.eval(false);
    if (starts_) top.forget_coverage();
    if (top.rst_n) {
      look(top);
      master_->sample();
    } else if (rests_ && (top.m_tvalid || !master_->rests())) {
      std::fprintf(out_, "v 2 %" PRIu64 "\n", cycle_);
    }
    top.eval(true);
    cycle_++;
  }

  void look(Top& top) {
    const bool left = top.m_tvalid && top.m_tready && top.m_tlast;
    bool entered = false;
    if (inside_) busy_++;
    if (presenting_ && !top.s_tready) stalls_in_++;
    if (top.m_tvalid && !top.m_tready) stalls_out_++;
    if (presenting_ && top.s_tready) {
      const bool last = queue_.front().last;
      const bool whole = in_packet_ + 1 == packet_;
      entered = !dropping_ && last && whole;
      dropping_ = !last && (dropping_ || whole);
      in_packet_ = last || dropping_ ? 0 : in_packet_ + 1;
      queue_.pop_front();
      presenting_ = false;
    }
    inside_ += entered;
    inside_ -= left;
    if (held_ && (!top.m_tvalid || held_last_ != top.m_tlast || std::memcmp(held_data_.data(), top.m_tdata.at, held_data_.size())))
      std::fprintf(out_, "v %d %" PRIu64 "\n", top.m_tvalid ? 1 : 0, cycle_);
    held_ = top.m_tvalid && !top.m_tready;
    held_last_ = top.m_tlast;
    top.m_tdata.store(held_data_.data());
    if (top.m_tvalid && top.m_tready) {
      received_++;
      std::fprintf(out_, "b %" PRIu64 " %d ", cycle_, top.m_tlast ? 1 : 0);
      for (uint8_t byte : held_data_) std::fprintf(out_, "%02x", byte);
      std::fprintf(out_, "\n");
    }
  }

  std::FILE* out_;
  std::unique_ptr<Top> top_;
  std::unique_ptr<bus::Master> master_;
  std::vector<std::vector<uint8_t>> beats_;
  std::deque<Beat> queue_;
  std::size_t packet_ = 1, in_packet_ = 0;
  // In the last cycle of the first reset, and until then.
  bool starts_ = false, is_start_ = true;
  // In a cycle of reset in which nothing is on offer.
  bool rests_ = false;
  bool presenting_ = false, held_ = false, held_last_ = false, dropping_ = false;
  std::vector<uint8_t> held_data_;
  unsigned in_stall_ = 0, out_stall_ = 0;
  bus::Random in_random_{1}, out_random_{2}, reset_random_{4};
  uint64_t cycle_ = 0, received_ = 0, stalls_in_ = 0, stalls_out_ = 0, busy_ = 0, inside_ = 0;
};

}  // namespace scenario

int programs::scenario(const char* scenario_file, const char* answers_file, unsigned address_bits, const char* coverage_file) {
  using files::fail;
  std::FILE* in = files::open(scenario_file, "r");
  std::FILE* out = files::open(answers_file, "w");
  std::unique_ptr<::scenario::Player> player;
  char key[32], name[1024];
  while (std::fscanf(in, "%31s", key) == 1) {
    const std::string k = key;
    unsigned long long n[4] = {0, 0, 0, 0};
    long extra = 0;
    if (k == "model") {
      if (std::fscanf(in, "%llu", n) != 1) fail("model needs a seed");
      player.reset(new ::scenario::Player(out, static_cast<unsigned>(n[0]), address_bits));
      continue;
    }
    if (!player) fail("the first line is not model");
    if (k == "beats") {
      if (std::fscanf(in, "%1023s %llu", name, n) != 2) fail("beats needs a file and a number");
      player->load(name, n[0]);
      continue;
    }
    if (k == "malformed") {
      if (std::fscanf(in, "%llu %ld", n, &extra) != 2) fail("malformed needs a vector and a number of beats");
      player->packet(n[0], extra);
      continue;
    }
    const int wanted = k == "join" || k == "irq" ? 0
                       : k == "reset" || k == "read" || k == "post_read" || k == "wait_sent" || k == "idle" ? 1
                       : k == "bus_stalls" || k == "vectors" || k == "wait_out" ? 2
                       : k == "stream_stalls" || k == "write" || k == "post_write" ? 3
                       : k == "poll" ? 4
                                     : -1;
    if (wanted < 0) fail("unknown line " + k);
    for (int i = 0; i < wanted; i++) {
      if (std::fscanf(in, "%lli", reinterpret_cast<long long*>(&n[i])) != 1) fail("too few numbers after " + k);
    }
    const auto a = static_cast<uint32_t>(n[0]), b = static_cast<uint32_t>(n[1]), c = static_cast<uint32_t>(n[2]);
    if (k == "join") player->join();
    else if (k == "irq") player->irq();
    else if (k == "reset") player->reset(n[0]);
    else if (k == "read") player->read(a);
    else if (k == "post_read") player->post_read(a);
    else if (k == "wait_sent") player->wait_sent(n[0]);
    else if (k == "idle") player->idle(n[0]);
    else if (k == "bus_stalls") player->bus_stalls(a, n[1]);
    else if (k == "vectors") player->vectors(n[0], n[1]);
    else if (k == "wait_out") player->wait_out(n[0], n[1]);
    else if (k == "stream_stalls") player->stream_stalls(a, b, n[2]);
    else if (k == "write") player->write(a, b, c);
    else if (k == "post_write") player->post_write(a, b, c);
    else player->poll(a, b, c, n[3]);
  }
  if (!player) fail("the scenario is empty");
  player->end();
  if (coverage_file) player->write_coverage(coverage_file);
  std::fclose(in);
  files::close(out, answers_file);
  return 0;
}
