#!/usr/bin/env bash
# A Slurm cluster of two nodes on this machine, for tests: one controller, no accounting, on addresses of loopback alone.
#
#   tools/slurm.sh start FOLDER    starts it, and prints the SLURM_CONF to export
#   tools/slurm.sh stop FOLDER     ends it with all of its jobs
#
# Debian's packages slurmctld, slurmd and slurm-client (22.05) are all it needs; it has to be root, as slurmd does.
set -euo pipefail

start() {
  local folder=$1 host
  host=$(hostname -s)
  mkdir -p "$folder"/{state,spool/n1,spool/n2,log}
  cat >"$folder/slurm.conf" <<CONF
ClusterName=narsil
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
AuthType=auth/none
CredType=cred/none
SlurmctldPort=${NARSIL_SLURM_PORT:-16817}
PluginDir=/usr/lib/x86_64-linux-gnu/slurm-wlm
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/ctld.pid
SlurmdPidFile=$folder/d.%n.pid
SlurmctldLogFile=$folder/log/ctld.log
SlurmdLogFile=$folder/log/d.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobCompType=jobcomp/none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MaxJobCount=10000
MinJobAge=300
KillWait=5
JobRequeue=1
SlurmdParameters=config_overrides
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((${NARSIL_SLURM_PORT:-16817} + 4)) CPUs=1 RealMemory=4000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((${NARSIL_SLURM_PORT:-16817} + 5)) CPUs=1 RealMemory=4000
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
  controller "$folder" -c
  nodes "$folder"
  export SLURM_CONF=$folder/slurm.conf
  for _ in $(seq 100); do
    if [ "$(sinfo -h -N -t idle -o %n 2>/dev/null | wc -l)" = 2 ]; then
      echo "export SLURM_CONF=$folder/slurm.conf"
      return
    fi
    sleep 0.2
  done
  echo "slurm.sh: the nodes did not become idle; see $folder/log" >&2
  return 1
}

controller() {
  SLURM_CONF=$1/slurm.conf setsid /usr/sbin/slurmctld -D ${2:-} >"$1/log/ctld.out" 2>&1 </dev/null &
  echo $! >"$1/ctld.started"
}

nodes() {
  for node in n1 n2; do
    SLURM_CONF=$1/slurm.conf setsid /usr/sbin/slurmd -D -N $node >"$1/log/$node.out" 2>&1 </dev/null &
    echo $! >"$1/$node.started"
  done
}

end() {
  local file=$1 pid
  [ -f "$file" ] || return 0
  pid=$(cat "$file")
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$file"
}

stop() {
  local folder=$1
  if [ -f "$folder/slurm.conf" ]; then
    SLURM_CONF=$folder/slurm.conf timeout 10 scancel --user "$(id -un)" 2>/dev/null || true
    sleep 1
  fi
  for name in n1 n2 ctld; do
    end "$folder/$name.started"
  done
}

case "${1:-}" in
  start) start "$(realpath -m "$2")" ;;
  stop) stop "$(realpath -m "$2")" ;;
  restart-controller)
    end "$(realpath -m "$2")/ctld.started"
    controller "$(realpath -m "$2")"
    ;;
  *)
    sed -n '2,8p' "$0"
    exit 2
    ;;
esac
