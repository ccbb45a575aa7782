// SPDX-License-Identifier: Apache-2.0
//
// Runs the driver of one design natively, against a layer that only pretends: it keeps what is written, takes commands,
// and answers input packets with output packets that it was given. What the driver did is printed, one thing a line.
//
//   fake_layer CASE FILE...      design.h names the design; identity.txt holds offsets and values of its identification
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "design.h"

#define SPACE (1u << 22)
#define MOST_PACKETS 4096u
#define OUT_WORDS (DESIGN(OUT_BEATS) * DESIGN(STREAM_WORDS))
#define IN_WORDS (DESIGN(IN_BEATS) * DESIGN(STREAM_WORDS))

static uint32_t registers[SPACE / 4];
static const char *fault = "";
static bool enabled, busy;
static uint32_t in_word, given, sent, popped, age;
static uint32_t *out_words;
static unsigned long accesses;
// The next reading of INTERRUPT_STATUS is interrupted by this one's handler.
static DRIVER(device) *interrupted;

static bool is(const char *name) { return strcmp(fault, name) == 0; }

static void fail(const char *what) {
  printf("fake layer: %s\n", what);
  exit(3);
}

static uint32_t reg(uint32_t offset) { return registers[offset / 4]; }

#ifdef HAS_PROGRAMMING
static uint32_t failing_cells, queued;

static void program(uint32_t code) {
  const uint32_t cells = reg(DESIGN(CELLS_OFFSET));
  printf("%s tile %u cells %x targets", code == 1 ? "row" : "word", (unsigned)reg(DESIGN(TILE_OFFSET)), (unsigned)cells);
  for (uint32_t i = 0; i < DESIGN(ROW_TARGETS_WORDS); i++) printf(" %x", (unsigned)reg(DESIGN(ROW_TARGETS_OFFSET) + 4 * i));
  printf("\n");
  registers[DESIGN(PROGRAM_PULSES_OFFSET) / 4] += 5;
  registers[DESIGN(PROGRAM_READS_OFFSET) / 4] += 2;
  registers[DESIGN(PROGRAM_FAILURES_OFFSET) / 4] += failing_cells;
  queued = queued + failing_cells < 16u ? queued + failing_cells : 16u;
}
#endif

static uint32_t status(void) {
  uint32_t value = 0;
  if (enabled) value |= DESIGN(STATUS_ENABLED_MASK);
  if (!enabled && !busy && !is("running")) value |= DESIGN(STATUS_STOPPED_MASK);
  if (busy) value |= DESIGN(STATUS_COMMAND_BUSY_MASK);
  if (given - sent < 2 && in_word == 0) value |= DESIGN(STATUS_INPUT_ROOM_MASK);
  // A vector is ready some reads after it came.
  if (given > sent && ++age > 3 && !is("silent")) {
    sent++;
    age = 0;
  }
  if (popped < sent * DESIGN(OUT_BEATS)) value |= DESIGN(STATUS_OUTPUT_VALID_MASK);
  if ((popped + 1) % DESIGN(OUT_BEATS) == 0 && !is("endless")) value |= DESIGN(STATUS_OUTPUT_LAST_MASK);
#ifdef HAS_PROGRAMMING
  if (queued > 0) value |= DESIGN(STATUS_FAILURE_VALID_MASK);
  if (is("blank")) value |= DESIGN(STATUS_UNPROGRAMMED_MASK);
#endif
  if (busy && !is("hanging")) busy = false;
  return value;
}

static bool read_fake(void *context, uint32_t offset, uint32_t *value) {
  (void)context;
  accesses++;
  if (offset % 4 != 0 || offset >= SPACE) fail("address");
  *value = reg(offset);
  if (offset == DESIGN(STATUS_OFFSET)) *value = status();
#ifdef HAS_PROGRAMMING
  if (offset == DESIGN(FAILURE_CELL_OFFSET)) *value = (7u << 16) + queued;
  if (offset == DESIGN(FAILURE_VALUE_OFFSET)) *value = (reg(DESIGN(TILE_OFFSET)) << 16) + 3u;
#endif
  if (offset >= DESIGN(OUTPUT_OFFSET) && offset < DESIGN(OUTPUT_OFFSET) + 4 * DESIGN(STREAM_WORDS)) {
    *value = out_words[popped * DESIGN(STREAM_WORDS) + (offset - DESIGN(OUTPUT_OFFSET)) / 4];
  }
  if (offset == DESIGN(INTERRUPT_STATUS_OFFSET) && interrupted != NULL) {
    DRIVER(device) *handled = interrupted;
    interrupted = NULL;
    if (DRIVER(handle_interrupt)(handled) != DESIGN(OK)) fail("handle_interrupt");
  }
  return !is("bus");
}

static bool write_fake(void *context, uint32_t offset, uint32_t value) {
  (void)context;
  accesses++;
  if (offset % 4 != 0 || offset >= SPACE) fail("address");
  if (offset == DESIGN(INTERRUPT_STATUS_OFFSET)) {
    registers[offset / 4] &= ~value;
    return true;
  }
  if (offset == DESIGN(COMMAND_OFFSET)) {
    const uint32_t code = value;
    if (is("refusing")) {
      // As on a bus whose errors are lost.
      registers[DESIGN(INTERRUPT_STATUS_OFFSET) / 4] |= DESIGN(INTERRUPT_COMMAND_REFUSED);
      return true;
    }
    if (code == 8) enabled = false;
    if (code < 8) busy = true;
    if (code < 8 && is("late")) registers[DESIGN(ADC_TIMEOUTS_OFFSET) / 4]++;
#ifdef HAS_PROGRAMMING
    if (code == 1 || code == 2) program(code);
#endif
#ifdef HAS_READBACK
    if (code == 3) {
      for (uint32_t i = 0; i < DESIGN(ROW_CODES_WORDS); i++) registers[DESIGN(ROW_CODES_OFFSET) / 4 + i] = i + reg(DESIGN(CELLS_OFFSET));
    }
#endif
#ifdef HAS_OFFSET_CORRECTION
    if (code == 4) {
      printf("calibrate tile %u rows %u expected %u tolerance %u\n", (unsigned)reg(DESIGN(TILE_OFFSET)), (unsigned)reg(DESIGN(CALIBRATION_ROWS_OFFSET)),
             (unsigned)reg(DESIGN(CALIBRATION_EXPECTED_OFFSET)), (unsigned)reg(DESIGN(TOLERANCE_OFFSET)));
      registers[DESIGN(CALIBRATION_FAILURES_OFFSET) / 4] += 3;
    }
#endif
    return true;
  }
  if (offset == DESIGN(INPUT_DATA_OFFSET) || offset == DESIGN(INPUT_LAST_OFFSET)) {
    const bool last = offset == DESIGN(INPUT_LAST_OFFSET);
    if (last != (in_word + DESIGN(STREAM_WORDS) >= IN_WORDS)) fail("the wrong beat is the last one");
    printf("%s%x", in_word == 0 ? "packet " : " ", (unsigned)value);
    if (++in_word == IN_WORDS) {
      printf("\n");
      in_word = 0;
      given++;
      if (is("late")) registers[DESIGN(ADC_TIMEOUTS_OFFSET) / 4]++;
    }
    return true;
  }
  if (offset == DESIGN(OUTPUT_POP_OFFSET)) {
    if (popped >= sent * DESIGN(OUT_BEATS)) fail("nothing to pop");
    popped++;
    return true;
  }
#ifdef HAS_PROGRAMMING
  if (offset == DESIGN(FAILURE_POP_OFFSET)) {
    if (queued == 0) fail("no failure to pop");
    queued--;
    return true;
  }
#endif
  if (offset == DESIGN(CONTROL_OFFSET)) enabled = (value & DESIGN(CONTROL_ENABLE_MASK)) != 0;
  if (!is("forgetful")) registers[offset / 4] = value;
  return true;
}

static int32_t *numbers(const char *name, size_t *count) {
  FILE *file = fopen(name, "rb");
  if (file == NULL) fail(name);
  fseek(file, 0, SEEK_END);
  *count = (size_t)ftell(file) / 4;
  rewind(file);
  int32_t *data = malloc(*count * 4 + 4);
  if (fread(data, 4, *count, file) != *count) fail(name);
  fclose(file);
  return data;
}

static void identify(void) {
  FILE *file = fopen("identity.txt", "r");
  unsigned offset, value;
  if (file == NULL) fail("identity.txt");
  while (fscanf(file, "%x %x", &offset, &value) == 2) registers[offset / 4] = value;
  fclose(file);
}

#ifdef HAS_PROGRAMMING
static DRIVER(weight) * weights_of(const char *name) {
  size_t count;
  int32_t *data = numbers(name, &count);
  if (count != (size_t)DESIGN(LAYER_INPUTS) * DESIGN(LAYER_OUTPUTS)) fail("weights");
  DRIVER(weight) *weights = malloc(count * sizeof(DRIVER(weight)));
  for (size_t i = 0; i < count; i++) weights[i] = (DRIVER(weight))data[i];
  free(data);
  return weights;
}
#endif

static DRIVER(input) * inputs_of_file(const char *name, size_t *vectors) {
  size_t count;
  int32_t *data = numbers(name, &count);
  DRIVER(input) *inputs = malloc(count * sizeof(DRIVER(input)) + 1);
  for (size_t i = 0; i < count; i++) inputs[i] = (DRIVER(input))data[i];
  free(data);
  *vectors = count / DESIGN(LAYER_INPUTS);
  return inputs;
}

static void on_events(void *user, uint32_t events) { printf("%s %x\n", (const char *)user, (unsigned)events); }

static int say(DRIVER(status) status) {
  printf("status %s\n", DRIVER(text)(status));
  return status == DESIGN(OK) ? 0 : 1;
}

int main(int argc, char **argv) {
  static char user[] = "events";
  DRIVER(device) device;
  DRIVER(bus) bus = {read_fake, write_fake, NULL};
  const char *what = argc > 1 ? argv[1] : "";
  if (argc > 4) fault = argv[4];
  identify();
#ifdef HAS_PROGRAMMING
  if (strcmp(what, "pack") == 0) {
    DRIVER(weight) *weights = weights_of(argv[2]);
    uint32_t words[DESIGN(TARGET_WORDS)];
    for (uint32_t tile = 0; tile < DESIGN(TILE_COUNT); tile++) {
      for (uint32_t row = 0; row < DRIVER(rows_in_use)(tile); row++) {
        if (DRIVER(pack_row)(weights, tile, row, words) != DESIGN(OK)) return say(DESIGN(ERROR_WEIGHT));
        printf("%u %u", (unsigned)tile, (unsigned)row);
        for (uint32_t i = 0; i < DESIGN(ROW_TARGETS_WORDS); i++) printf(" %x", (unsigned)words[i]);
        printf("\n");
      }
    }
    free(weights);
    return 0;
  }
#endif
  DRIVER(status) status = DRIVER(init)(&device, &bus);
  if (status != DESIGN(OK) || strcmp(what, "init") == 0) return say(status);
  device.on_events = on_events;
  device.user = user;
#ifdef HAS_PROGRAMMING
  if (strcmp(what, "program") == 0) {
    DRIVER(failure) list[40];
    DRIVER(programming) result = {0, 0, 0, list, 40, 0};
    DRIVER(weight) *weights = weights_of(argv[2]);
    failing_cells = (uint32_t)atoi(argv[3]);
    status = DRIVER(program_weights)(&device, weights, &result);
    printf("pulses %u reads %u failures %u\n", (unsigned)result.pulses, (unsigned)result.reads, (unsigned)result.failures);
    for (size_t i = 0; i < result.listed; i++) {
      printf("failure tile %u row %u column %u code %d\n", (unsigned)list[i].tile, (unsigned)list[i].row, (unsigned)list[i].column, (int)list[i].code);
    }
    free(weights);
    return say(status);
  }
#endif
#ifdef HAS_PROGRAMMING
  if (strcmp(what, "stale") == 0) {
    DRIVER(failure) list[40];
    DRIVER(programming) unlisted = {0, 0, 0, NULL, 0, 0}, result = {0, 0, 0, list, 40, 0};
    const uint32_t words[DESIGN(TARGET_WORDS)] = {0};
    const uint32_t refused = DESIGN(INTERRUPT_COMMAND_REFUSED);
    failing_cells = 2;
    // A refusal from before stands, and nobody handles it.
    registers[DESIGN(INTERRUPT_STATUS_OFFSET) / 4] |= refused;
    DRIVER(program_row)(&device, 0, 0, words, NULL);
    printf("without anything %u\n", (unsigned)queued);
    DRIVER(program_row)(&device, 0, 0, words, &unlisted);
    printf("without list %u failures %u\n", (unsigned)queued, (unsigned)unlisted.failures);
    // What a call that ended with an error left.
    queued = 9;
    failing_cells = 1;
    // Another refusal, which the handler takes while a command looks at it.
    registers[DESIGN(INTERRUPT_STATUS_OFFSET) / 4] |= refused;
    status = DRIVER(enable_interrupts)(&device, refused);
    if (status != DESIGN(OK)) return say(status);
    interrupted = &device;
    status = DRIVER(program_row)(&device, 0, 0, words, &result);
    printf("listed %u left %u refusals %u\n", (unsigned)result.listed, (unsigned)queued, (unsigned)DRIVER(event_count)(&device, refused));
    return say(status);
  }
  if (strcmp(what, "ideal") == 0) {
    size_t count;
    int32_t *values = numbers(argv[2], &count);
    for (size_t i = 0; i < count; i++) printf("%u\n", (unsigned)DRIVER(ideal_code)(values[i]));
    free(values);
    return 0;
  }
#endif
  if (strcmp(what, "run") == 0) {
    size_t vectors, count;
    DRIVER(input) *inputs = inputs_of_file(argv[2], &vectors);
    out_words = (uint32_t *)numbers(argv[3], &count);
    DRIVER(output) *outputs = calloc(vectors * DESIGN(LAYER_OUTPUTS) + 1, sizeof(DRIVER(output)));
    if (is("unstarted")) return say(DRIVER(run)(&device, inputs, outputs, vectors));
    status = DRIVER(start)(&device, DESIGN(STREAM_BUS));
    if (status == DESIGN(OK)) status = DRIVER(run)(&device, inputs, outputs, vectors);
    if (status == DESIGN(OK)) {
      for (size_t v = 0; v < vectors; v++) {
        printf("outputs");
        for (size_t n = 0; n < DESIGN(LAYER_OUTPUTS); n++) printf(" %lld", (long long)outputs[v * DESIGN(LAYER_OUTPUTS) + n]);
        printf("\n");
      }
      // The functions for one packet agree with what went over the bus.
      uint32_t words[IN_WORDS];
      DRIVER(output) one[DESIGN(LAYER_OUTPUTS)];
      for (size_t v = 0; v < vectors; v++) {
        DRIVER(pack_vector)(inputs + v * DESIGN(LAYER_INPUTS), words);
        printf("packed");
        for (size_t i = 0; i < IN_WORDS; i++) printf(" %x", (unsigned)words[i]);
        printf("\n");
        DRIVER(unpack_vector)(out_words + v * OUT_WORDS, one);
        if (memcmp(one, outputs + v * DESIGN(LAYER_OUTPUTS), sizeof one) != 0) fail("unpack_vector");
      }
      status = DRIVER(stop)(&device);
    }
    free(inputs);
    free(outputs);
    return say(status);
  }
#ifdef HAS_WEIGHTS
  if (strcmp(what, "load") == 0) {
#ifdef HAS_PROGRAMMING
    DRIVER(programming) result = {0, 0, 0, NULL, 0, 0};
    status = DRIVER(load)(&device, &result);
#else
    status = DRIVER(load)(&device);
#endif
    for (uint32_t i = 0x200 / 4; i < SPACE / 4; i++) {
      if (registers[i] != 0) printf("window %x %x\n", (unsigned)(4 * i), (unsigned)registers[i]);
    }
    return say(status);
  }
#endif
#if defined(HAS_READBACK) && defined(HAS_OFFSET_CORRECTION)
  if (strcmp(what, "columns") == 0) {
    int32_t codes[DESIGN(CONVERSION_COLUMNS)];
    uint32_t failures = 1;
    static uint32_t before[SPACE / 4];
    status = DRIVER(set_programming)(&device, 1, 1, 64, 9);
    if (status == DESIGN(OK)) status = DRIVER(read_row)(&device, 0, 2, codes);
    if (status == DESIGN(OK)) {
      printf("codes");
      for (size_t i = 0; i < DESIGN(CONVERSION_COLUMNS); i++) printf(" %d", (int)codes[i]);
      printf("\n");
      status = DRIVER(calibrate)(&device, 0, 2, 7 + (int32_t)DESIGN(CODE_MIN), 3, &failures);
      printf("failures %u tolerance %u\n", (unsigned)failures, (unsigned)reg(DESIGN(TOLERANCE_OFFSET)));
    }
    memcpy(before, registers, sizeof before);
    const int32_t least = (int32_t)DESIGN(CODE_MIN), most = least + (1 << DESIGN(CODE_BITS)) - 1;
    if (DRIVER(calibrate)(&device, 0, DESIGN(CALIBRATION_ROWS_VALUE_MAX) + 1, least, 3, &failures) != DESIGN(ERROR_ARGUMENT)) fail("too many rows");
    if (DRIVER(calibrate)(&device, 0, 1, most + 1, 3, &failures) != DESIGN(ERROR_ARGUMENT)) fail("too large a code");
    if (DRIVER(calibrate)(&device, 0, 1, least - 1, 3, &failures) != DESIGN(ERROR_ARGUMENT)) fail("too small a code");
    if (memcmp(before, registers, sizeof before) != 0) fail("an argument that is refused changed something");
    if (DRIVER(read_row)(&device, 0, DRIVER(rows_in_use)(0), codes) != DESIGN(ERROR_ARGUMENT)) fail("a row that is not in use");
    return say(status);
  }
#endif
  if (strcmp(what, "services") == 0) {
    DRIVER(counters) counters;
    registers[DESIGN(CYCLES_BUSY_LOW_OFFSET) / 4] = 5;
    registers[DESIGN(CYCLES_BUSY_HIGH_OFFSET) / 4] = 2;
    registers[DESIGN(SATURATIONS_OFFSET) / 4] = 9;
    status = DRIVER(read_counters)(&device, &counters);
    printf("busy %llx saturations %u\n", (unsigned long long)counters.cycles_busy, (unsigned)counters.saturations);
    registers[DESIGN(INTERRUPT_STATUS_OFFSET) / 4] = 0x3FF;
    if (status == DESIGN(OK)) status = DRIVER(enable_interrupts)(&device, 0x21);
    if (status == DESIGN(OK)) status = DRIVER(handle_interrupt)(&device);
    if (status == DESIGN(OK)) status = DRIVER(handle_interrupt)(&device);
    if (DRIVER(enable_interrupts)(&device, 1u << DESIGN(EVENTS)) != DESIGN(ERROR_ARGUMENT)) fail("an event that there is not");
    printf("left %x enabled %x counted", (unsigned)reg(DESIGN(INTERRUPT_STATUS_OFFSET)), (unsigned)reg(DESIGN(INTERRUPT_ENABLE_OFFSET)));
    for (unsigned i = 0; i < DESIGN(EVENTS); i++) printf(" %u", (unsigned)DRIVER(event_count)(&device, 1u << i));
    printf("\n");
    if (status == DESIGN(OK)) status = DRIVER(set_timing)(&device, DESIGN(LONGEST_DRIVE), DESIGN(LONGEST_SETTLE), DESIGN(LONGEST_SAMPLE));
    if (status == DESIGN(OK)) status = DRIVER(lock)(&device);
    if (status == DESIGN(OK)) status = DRIVER(soft_reset)(&device);
    printf("control %x\n", (unsigned)reg(DESIGN(CONTROL_OFFSET)));
    if (DRIVER(set_timing)(&device, DESIGN(LONGEST_DRIVE) + 1, 0, 1) != DESIGN(ERROR_ARGUMENT)) fail("too long a drive");
    return say(status);
  }
  fail("no such case");
  return 3;
}
