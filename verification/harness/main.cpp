// SPDX-License-Identifier: Apache-2.0
//
// The executable of a model: one of the programs.

#include "programs.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "cosim") == 0) return programs::cosim(argv[2]);
  if ((argc == 5 || argc == 6) && std::strcmp(argv[1], "scenario") == 0) {
    return programs::scenario(argv[2], argv[3], static_cast<unsigned>(std::atoi(argv[4])), argc == 6 ? argv[5] : nullptr);
  }
  std::fprintf(stderr, "usage: %s cosim JOB\n       %s scenario SCENARIO ANSWERS ADDRESS_BITS [COVERAGE]\n", argv[0], argv[0]);
  return 2;
}
