# Says what a path leads to inside a folder whose owner is not trusted and may change it all the time. Prints nine fields,
# each ended by NUL: type, resolved path, mount point, mode, user, group, size, time of change, content in base64.
#
#   $1  the folder; absolute links begin here, and `..` goes no higher
#   $2  a mountinfo file: what was opened must lie in one of its mounts. Empty: its own path must begin with $1
#   $3  path inside the folder
#   $4  bytes that are read
#
# Links are followed here and not by the kernel, for which an absolute one begins at the root of the node. Whoever
# exchanges a file for a link between two steps gets nothing from it: what counts is what was opened in the end.
set -u
root=$1 mounts=$2 rest=$3 limit=$4

answer() {
  printf '%s\0' "$1" '' '' '' '' '' '' '' ''
  exit 0
}

resolved='' links=0
while [[ -n $rest ]]; do
  name=${rest%%/*}
  if [[ $name == "$rest" ]]; then rest=''; else rest=${rest#*/}; fi
  case $name in
    '' | .) continue ;;
    ..)
      resolved=${resolved%/*}
      continue
      ;;
  esac
  here=$root$resolved/$name
  if [[ -L $here ]]; then
    links=$((links + 1))
    ((links <= 40)) || answer missing
    IFS= read -r -d '' target < <(readlink -z -- "$here") || answer missing
    [[ $target == /* ]] && resolved=''
    rest=$target/$rest
    continue
  fi
  [[ -z ${rest//\//} || -d $here ]] || answer missing
  resolved=$resolved/$name
done

place=$root$resolved
if [[ -d $place ]]; then
  { exec 9< "$place/."; } 2> /dev/null || answer missing
elif [[ -f $place ]]; then
  { exec 9< "$place"; } 2> /dev/null || answer missing
elif [[ -e $place ]]; then
  answer other
else
  answer missing
fi

# From here on only what is open counts.
mount='' point='/' system=''
if [[ -n $mounts ]]; then
  while read -r key value; do
    [[ $key == mnt_id: ]] && mount=$value
  done < "/proc/$$/fdinfo/9"
  while read -r id _ _ _ at _ more; do
    [[ $id == "$mount" ]] || continue
    point=$at more=${more#*- } system=${more%% *}
  done < "$mounts"
  # The kernel's own files say more to root on the node than to the container.
  case $system in
    '' | proc | sysfs | cgroup | cgroup2 | devpts | mqueue | bpf | debugfs | tracefs | securityfs) answer other ;;
  esac
else
  IFS= read -r -d '' opened < <(readlink -z -- "/proc/$$/fd/9") || answer other
  [[ $opened == "$root" || $opened == "$root"/* ]] || answer other
fi
read -r hex mode user group size modified < <(stat -L -c '%f %a %u %g %s %.3Y' "/proc/$$/fd/9") || answer other

case $((0x$hex & 0xf000)) in
  16384) printf '%s\0' folder "$resolved" "$point" "$mode" "$user" "$group" "$size" "$modified" '' ;;
  32768)
    content=$(head -c "$limit" <&9 | base64 -w0)
    printf '%s\0' file "$resolved" "$point" "$mode" "$user" "$group" "$size" "$modified" "$content"
    ;;
  *) answer other ;;
esac
