# Prints what a container has logged in all its lives that are still there, oldest first: for each file a line with the number of
# the life and, in base64, what it holds. The last line is `end` when that is all, `cut` when there is more than may be read.
#
#   $1  folder of the container's logs
#   $2  bytes that are read in all
set -u
folder=$1 left=$2

# `<life>.log` is written to; kubelet has renamed older parts to `<life>.log.<time>`, and compressed most of them. A name sorts
# behind those that it begins with, so the one without a time goes last by itself only when it is told to.
names() {
  local path name
  for path in "$folder"/*.log "$folder"/*.log.*; do
    name=${path##*/}
    [[ $name =~ ^([0-9]+)\.log(\.([0-9-]+)(\.gz)?)?$ && -f $path ]] || continue
    printf '%s %s %s\n' "${BASH_REMATCH[1]}" "${BASH_REMATCH[3]:-~}" "$name"
  done | sort -k1,1n -k2,2
}

content() {
  case $1 in
    *.gz) gzip -dc -- "$folder/$1" ;;
    *) cat -- "$folder/$1" ;;
  esac
}

before=$(names)
[[ -n $before ]] && while read -r life _ name; do
  text=$(content "$name" 2> /dev/null | head -c "$((left + 1))" | base64 -w0)
  printf '%s %s\n' "$life" "$text"
  # base64 writes four characters for three bytes, at the end up to two of them for none.
  padding=${text##*[!=]}
  bytes=$((${#text} / 4 * 3 - ${#padding}))
  left=$((left - bytes))
  if ((left < 0)); then
    echo cut
    exit 0
  fi
done <<< "$before"
# A file that was renamed meanwhile was read twice or not at all.
if [[ $(names) == "$before" ]]; then echo end; else echo changed; fi
