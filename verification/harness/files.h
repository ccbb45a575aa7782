// SPDX-License-Identifier: Apache-2.0
//
// Whole files, and the end of a program that cannot go on.
#ifndef RTLGEN_FILES_H
#define RTLGEN_FILES_H

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace files {

// Exit code 3: a file, the bus or the job is at fault. The cause goes to standard error.
[[noreturn]] inline void fail(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(3);
}
[[noreturn]] inline void fail_on(const char* what, const std::string& name) {
  fail(std::string("cannot ") + what + " " + name + ": " + std::strerror(errno));
}

inline std::FILE* open(const std::string& name, const char* mode) {
  std::FILE* file = std::fopen(name.c_str(), mode);
  if (!file) fail_on(mode[0] == 'r' ? "open" : "create", name);
  return file;
}

// A file that was written is whole.
inline void close(std::FILE* file, const std::string& name) {
  const bool bad = std::ferror(file);
  if (std::fclose(file) || bad) fail_on("write", name);
}

// All that a file holds.
inline std::vector<uint8_t> read(const std::string& name) {
  std::FILE* file = open(name, "rb");
  std::vector<uint8_t> data;
  uint8_t part[65536];
  for (std::size_t n; (n = std::fread(part, 1, sizeof part, file)) > 0;) data.insert(data.end(), part, part + n);
  if (std::ferror(file)) fail_on("read", name);
  std::fclose(file);
  return data;
}

// Of a file whose size is known.
inline std::vector<uint8_t> read(const std::string& name, std::size_t bytes) {
  std::vector<uint8_t> data = read(name);
  if (data.size() < bytes) fail("cannot read " + name + ": it is too short");
  data.resize(bytes);
  return data;
}

}  // namespace files

#endif
