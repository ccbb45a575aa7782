# SPDX-License-Identifier: Apache-2.0
# Everything that a person or a machine does with this repository. `make` alone lists it.

SHELL        := /bin/bash
.SHELLFLAGS  := -euo pipefail -c
MAKEFLAGS    += --no-print-directory
.DEFAULT_GOAL := help

# Two processes at a time: what a small machine has.
DOTNET_FLAGS := -m:2 -nologo -v:quiet
# The built tool; called directly, since `dotnet run` costs a second a call.
RTLGEN       := generator/RtlGen.Cli/bin/Debug/net10.0/rtlgen

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: help setup setup-test setup-slurm build demo test regress long-tests mutate slurm-test formal register-cost synth-check synth-update ppa setup-synth fpga lint vectors bench update-golden pack clean

help: ## Show this list.
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: ## Check for the tools that are needed; install what is missing (as root) or print the command that does.
	@scripts/setup.sh

build: ## Restore and build everything.
	@dotnet restore RtlGen.sln --locked-mode -v:quiet
	@dotnet build RtlGen.sln --no-restore $(DOTNET_FLAGS)

demo: setup build ## A digit classifier from its configuration to verified bundles in build/demo.
	@$(RTLGEN) demo -o build/demo

setup-test:
	@scripts/setup.sh test

test: setup-test build ## Run all tests but the long ones; the last line counts them.
	@scripts/test.sh

regress: setup build ## Run the standard campaign: hundreds of layers against the golden model, with coverage; reports in build/regress (20 minutes).
	@$(RTLGEN) regress verification/campaigns/standard.yaml -o build/regress

long-tests: setup-test build ## Run the tests that take long: whole lists of vectors, hundreds of random layers, fifty kills (an hour).
	@scripts/test.sh --filter 'TestCategory=Long'

mutate: setup build ## Plant thousands of small faults in rtl/ and see which of them are found; results in build/mutation (hours; it can be stopped and continued).
	@$(RTLGEN) mutate tests/lint verification/campaigns/configurations/faults_*.yaml --equivalence 20 --results build/mutation/results.jsonl --json build/mutation/report.json

setup-slurm:
	@scripts/setup.sh slurm

slurm-test: setup-slurm build ## Run campaigns on a Slurm cluster that is started on this machine for it (as root; installs Slurm).
	@scripts/slurm_test.sh

formal: setup ## Prove what verification/formal/proofs.txt lists of nearly every module of rtl/, and plant bugs in each (many minutes).
	@scripts/formal.sh

register-cost: setup ## Count the LUTs and flip-flops of four registers behind the AXI4-Lite front; too many fail.
	@scripts/register_cost.sh

setup-synth:
	@scripts/setup.sh synth

synth-check: setup build ## Compare the cells of every module, and of a few designs, with those recorded (a minute or two).
	@$(RTLGEN) synth --check benchmarks/synthesis/recorded.json

synth-update: setup build ## Record them anew, after a change that was meant.
	@$(RTLGEN) synth --check benchmarks/synthesis/recorded.json --update

ppa: setup-synth build ## Measure cells, area and clock frequency into docs/ppa.md (an hour).
	@scripts/ppa.sh

DIGITS := examples/digits_w4a4
fpga: setup-synth build ## Place and route a layer of digits on an iCE40 HX8K, and send its vectors through the netlist, into build/fpga (minutes).
	@$(RTLGEN) fpga examples/fpga_digits/config.yaml -o build/fpga --build --weights $(DIGITS)/fc2/weights.npy --bias $(DIGITS)/fc2/bias.npy \
	  --shift examples/fpga_digits/shift.npy --inputs $(DIGITS)/expected/h1.npy

lint: setup ## Formatting, compiler warnings, and every Verilog module under three tools.
	@dotnet format RtlGen.sln --verify-no-changes
	@dotnet build RtlGen.sln --no-incremental $(DOTNET_FLAGS)
	@scripts/lint_rtl.sh
	@scripts/lint_designs.sh

vectors: setup build ## Run every shared vector that the hardware supports on Verilator (minutes).
	@scripts/vectors.sh

bench: setup build ## Measure speed; results go to build/bench.
	@scripts/bench.sh

update-golden: build ## Rewrite the files that tests compare with, after a change that was meant.
	@RTLGEN_UPDATE_GOLDEN=1 scripts/test.sh --filter 'TestCategory=Golden'
	@git status --short -- docs tests examples 2>/dev/null || true

pack: build ## Make the .NET tool's package in build/packages.
	@dotnet pack generator/RtlGen.Cli -c Release -o build/packages $(DOTNET_FLAGS)

clean: ## Remove everything that was built.
	@rm -rf build
	@find . -type d \( -name bin -o -name obj -o -name TestResults \) -not -path './.git/*' -prune -exec rm -rf {} +
