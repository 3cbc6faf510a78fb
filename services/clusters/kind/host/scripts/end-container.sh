# Kills every process of a container, and prints how many there were. From outside, because a container's first process ignores
# signals from inside that it does not handle.
#
#   $1  id of the container, 64 hexadecimal digits
set -u
ended=0
for file in $(grep -ls -- "$1" /proc/[0-9]*/cgroup); do
  pid=${file#/proc/}
  kill -9 "${pid%/cgroup}" 2> /dev/null && ended=$((ended + 1))
done
echo "$ended"
