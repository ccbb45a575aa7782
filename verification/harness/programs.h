// SPDX-License-Identifier: Apache-2.0
//
// The programs that are linked with every model, so that it is compiled once for all of them.
#ifndef RTLGEN_PROGRAMS_H
#define RTLGEN_PROGRAMS_H

namespace programs {

// Vectors through the streams, everything that the taps say written down.
int cosim(const char* job_file);
// Accesses, packets and resets in the order of a file; coverage_file may be null.
int scenario(const char* scenario_file, const char* answers_file, unsigned address_bits, const char* coverage_file);

}  // namespace programs

#endif
