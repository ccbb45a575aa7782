// SPDX-License-Identifier: Apache-2.0
using RtlGen.Cli;

using SystemConsole console = new();
return await CommandLine.RunAsync(args, console, console.Interrupted);
