# Describes the processes of a container, its mounts and files in it, as fields that end with NUL, all of it in base64.
# No program of the container takes part.
#
#   $1      id of the container, 64 hexadecimal digits
#   $2      the script that reads one file
#   $3      bytes that are read of a file
#   others  paths of files
set -u
id=$1 read_file=$2 limit=$3
shift 3

readonly PROCESSES=256 ENTRIES=2048 PART=131072 WHOLE=3145728 CONFIGURATION=4194304 PATIENCE=20
bundle=/run/containerd/io.containerd.runtime.v2.task/k8s.io/$id

# The control group, which a process in a container cannot leave, holds the container's id.
belongs() {
  local groups=''
  { IFS= read -r -d '' groups < "/proc/$1/cgroup"; } 2> /dev/null
  [[ $groups == *"$id"* ]]
}

process() {
  local pid=$1 before='' status='' after='' executable='' folder=''
  local -a arguments=() environment=()
  {
    IFS= read -r -d '' before < "/proc/$pid/stat"
    belongs "$pid" || return 0
    IFS= read -r -d '' status < "/proc/$pid/status"
    # The kernel lets both together be 6 MiB (https://man7.org/linux/man-pages/man2/execve.2.html).
    mapfile -t -d '' -n "$ENTRIES" arguments < "/proc/$pid/cmdline"
    mapfile -t -d '' -n "$ENTRIES" environment < "/proc/$pid/environ"
    IFS= read -r -d '' executable < <(readlink -z "/proc/$pid/exe")
    IFS= read -r -d '' folder < <(readlink -z "/proc/$pid/cwd")
    IFS= read -r -d '' after < "/proc/$pid/stat"
  } 2> /dev/null
  printf '%s\0' process "$pid" "$before" "$after" "$status" "$executable" "$folder" "${#arguments[@]}" "${arguments[@]}" \
    "${#environment[@]}" "${environment[@]}"
  local whole="${arguments[*]}${environment[*]}"
  written=$((written + ${#whole}))
}

observe() {
  local first='' pid written=0 seen=0 truncated='' configuration='' up now
  { configuration=$(head -c "$CONFIGURATION" "$bundle/config.json"); } 2> /dev/null
  { read -r first < "$bundle/init.pid"; } 2> /dev/null
  mapfile -t pids < <(grep -ls -- "$id" /proc/[0-9]*/cgroup | sed 's|[^0-9]||g' | sort -n)
  if [[ -z $configuration || ! $first =~ ^[0-9]+$ ]] || ! belongs "$first"; then
    printf '%s\0' ended
    return
  fi
  # One right after the other, and no program between them.
  { read -r up _ < /proc/uptime; now=${EPOCHREALTIME/./}; } 2> /dev/null
  printf '%s\0' running "$configuration" "${now%???}" "$up" "$(getconf CLK_TCK)" \
    "$(head -c "$PART" "/proc/$first/mountinfo")" "$(grep -F /kubelet/pods/ /proc/self/mountinfo | head -c "$PART")"
  process "$first"
  for pid in "${pids[@]}"; do
    [[ $pid == "$first" ]] && continue
    seen=$((seen + 1))
    if ((seen >= PROCESSES || written > WHOLE)); then
      truncated=yes
      break
    fi
    process "$pid"
  done
  # A first process that has moved its root, as with chroot, shows files of its own choice.
  local root=/proc/$first/root at
  [[ $(stat -L -c %d:%i "$root/") == "$(stat -c %d:%i "$bundle/rootfs")" ]] || root=''
  for at in "$@"; do
    printf '%s\0' file
    [[ -n $root ]] && ((SECONDS < PATIENCE)) && timeout -k 1 3 bash -c "$read_file" read-file "$root" "/proc/$first/mountinfo" "$at" "$limit" ||
      printf '%s\0' other '' '' '' '' '' '' '' ''
  done
  # Files of a process that ended meanwhile are files of another one with its number, or of none.
  if belongs "$first"; then printf '%s\0' end "$truncated"; else printf '%s\0' ended; fi
}

observe "$@" | base64 -w0
