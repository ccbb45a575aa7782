#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Slurm cluster of two nodes on this machine, for tests: everything that it writes is in one folder.
#   cluster.sh start DIR       start it and wait until both nodes are idle; as root
#   cluster.sh down DIR NODE   take a node away as a power cut does, with all that runs on it
#   cluster.sh up DIR NODE     bring it back
#   cluster.sh stop DIR        end everything that belongs to it; the folder stays
# Programs that use it need SLURM_CONF=DIR/slurm.conf. Exit code 4: Slurm or munge is not installed.
set -euo pipefail

action=${1:?start, down, up or stop}
dir=$(realpath -m "${2:?a folder}")

need() {
  for tool in munged slurmctld slurmd sbatch squeue scancel scontrol; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install slurmctld slurmd slurm-client munge" >&2; exit 4; }
  done
}

# Processes of this cluster, or of one node of it: daemons have a log of its open, jobs have its configuration (and their
# node's name) in their environment. Never this script, or who called it.
processes() { # [NODE]
  local node=${1:-} logs jobs
  logs=$(find /proc/[0-9]*/fd -lname "$dir/${node:+slurmd.$node.log}*" 2>/dev/null || true)
  jobs=$(grep -lzxF "SLURM_CONF=$dir/slurm.conf" /proc/[0-9]*/environ 2>/dev/null || true)
  if [ -n "$node" ] && [ -n "$jobs" ]; then
    jobs=$(grep -lzxF "SLURMD_NODENAME=$node" $jobs 2>/dev/null || true)
  fi
  printf '%s\n' $logs $jobs | cut -d/ -f3 | sort -un | grep -vxF -e "$$" -e "$PPID" -e "$BASHPID" || true
}

start() {
  need
  mkdir -p "$dir"/{munge,state}
  # munged looks at the folders above its files; they must not be secret either.
  chmod 755 "$dir" "$dir/munge"
  dd if=/dev/urandom of="$dir/munge/key" bs=1024 count=1 status=none
  chmod 400 "$dir/munge/key"
  chown -R munge: "$dir/munge"
  cat >"$dir/slurm.conf" <<CONF
ClusterName=rtlgen
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=17000
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool.%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.%n.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=8
KillWait=5
MinJobAge=10
SchedulerParameters=batch_sched_delay=1
SlurmdParameters=config_overrides
NodeName=n[1-2] NodeHostname=localhost NodeAddr=127.0.0.1 Port=[17001-17002] CPUs=1 RealMemory=500 State=UNKNOWN
PartitionName=main Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$dir/slurm.conf
  # In the foreground: as a daemon it opens /dev/null for writing, which some containers refuse to others than root.
  setsid runuser -u munge -- munged --foreground --key-file="$dir/munge/key" --socket="$dir/munge/socket" \
    --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" </dev/null >"$dir/munged.out" 2>&1 &
  for _ in $(seq 100); do
    [ -S "$dir/munge/socket" ] && break
    sleep 0.1
  done
  slurmctld -c >"$dir/slurmctld.out" 2>&1
  up n1
  up n2
}

up() { # NODE; waits until the controller knows
  local node=${1:?a node}
  export SLURM_CONF=$dir/slurm.conf
  mkdir -p "$dir/spool.$node"
  slurmd -N "$node" >"$dir/slurmd.$node.out" 2>&1
  for _ in $(seq 120); do
    sinfo --noheader --nodes="$node" --format=%T 2>/dev/null | grep -qxE 'idle|allocated' && return
    sleep 0.5
  done
  echo "the node did not come up:" >&2
  tail -n 20 "$dir"/*.log "$dir"/*.out >&2
  exit 1
}

down() {
  local node=${1:?a node} pids
  pids=$(processes "$node")
  [ -z "$pids" ] || kill -KILL $pids 2>/dev/null || true
}

stop() {
  local pids
  for signal in TERM KILL; do
    for _ in $(seq 20); do
      pids=$(processes)
      [ -n "$pids" ] || return 0
      kill -"$signal" $pids 2>/dev/null || true
      sleep 0.25
    done
  done
  echo "still running: $(processes)" >&2
  exit 1
}

case $action in
  start) start ;;
  down) down "${3:-}" ;;
  up) up "${3:-}" ;;
  stop) stop ;;
  *) echo "start, down, up or stop?" >&2; exit 2 ;;
esac
