# Completion of ./jobs; made by ./jobs completion.
_flink_jobs_second() {
  case "$1" in
    completion) printf '%s' 'bash zsh' ;;
@SECOND@  esac
}
_flink_jobs_options() {
  case "$1" in
@OPTIONS@  esac
}
# The values of an option; fails if it takes none.
_flink_jobs_values() {
  case "$1" in
@VALUES@    *) return 1 ;;
  esac
}
_flink_jobs() {
  local cur command option words word before candidate prefix
  cur="${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '@FIRST@' -- "$cur"))
    return
  fi
  command="${COMP_WORDS[1]}"
  words="$(_flink_jobs_second "$command")"
  if [ -n "$words" ]; then
    if [ "$COMP_CWORD" -eq 2 ]; then
      COMPREPLY=($(compgen -W "$words" -- "$cur"))
      return
    fi
    command="$command ${COMP_WORDS[2]}"
  fi
  # bash splits --emit=final into three words at the equals sign, zsh does not.
  before="${COMP_WORDS[COMP_CWORD-1]}"
  prefix=''
  if [ "$cur" = '=' ]; then
    option="$before"
    cur=''
  elif [ "${cur#--*=}" != "$cur" ]; then
    option="${cur%%=*}"
    prefix="$option="
    cur="${cur#*=}"
  elif [ "$before" = '=' ]; then
    option="${COMP_WORDS[COMP_CWORD-2]}"
  else
    option="$before"
  fi
  words="$(_flink_jobs_values "$command $option")" || words="$(_flink_jobs_options "$command")"
  for word in $words; do
    if [ "$word" = '@files' ]; then
      while IFS= read -r candidate; do
        COMPREPLY+=("$prefix$candidate")
      done < <(compgen -f -- "$cur")
      compopt -o filenames 2>/dev/null
    else
      case "$word" in "$cur"*) COMPREPLY+=("$prefix$word") ;; esac
    fi
  done
  if [ "${#COMPREPLY[@]}" -eq 1 ] && [ "${COMPREPLY[0]%:}" != "${COMPREPLY[0]}" ]; then
    compopt -o nospace 2>/dev/null
  fi
}
complete -F _flink_jobs jobs ./jobs
