package dev.flinkjobs.options;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Scripts by which a shell completes {@code ./jobs <TAB>}. */
public final class Completion {

  private Completion() {}

  /** For bash 3.2 and later; sourced, or put where bash-completion looks. */
  public static String bash(Collection<CommandOptions> commands) {
    List<CommandOptions> sorted =
        commands.stream().sorted(Comparator.comparing(CommandOptions::name)).toList();
    Set<String> firstWords = new TreeSet<>(List.of("completion", "--help", "--lang", "--version"));
    StringBuilder options = new StringBuilder();
    StringBuilder values = new StringBuilder();
    StringBuilder second = new StringBuilder();
    Set<String> prefixes = new LinkedHashSet<>();
    for (CommandOptions command : sorted) {
      String name = command.name();
      int space = name.indexOf(' ');
      firstWords.add(space < 0 ? name : name.substring(0, space));
      if (space >= 0) {
        prefixes.add(name.substring(0, space));
      }
      CommandModel model = new CommandModel(command);
      // Any word may stand behind the name, so the shell takes it for a part of the name.
      String pattern = "'" + name + (command.words().isEmpty() ? "" : " '*'");
      if (!command.words().isEmpty()) {
        List<String> words = new ArrayList<>(command.words());
        words.addAll(new TreeSet<>(model.names()));
        second.append("    '").append(name).append("') printf '%s' '");
        second.append(String.join(" ", words)).append("' ;;\n");
      }
      options.append("    ").append(pattern).append("') printf '%s' '");
      options.append(String.join(" ", new TreeSet<>(model.names())));
      options.append(command.takesFile() ? " @files" : "").append("' ;;\n");
      for (OptionModel option : model.options()) {
        if (!option.isFlag()) {
          for (String spelling : option.names()) {
            values.append("    ").append(pattern).append(' ').append(spelling).append("') ");
            values.append("printf '%s' '").append(candidates(option)).append("' ;;\n");
          }
        }
      }
    }
    for (String prefix : prefixes) {
      Set<String> words = new TreeSet<>();
      for (CommandOptions command : sorted) {
        if (command.name().startsWith(prefix + " ")) {
          words.add(command.name().substring(prefix.length() + 1));
        }
      }
      second.append("    '").append(prefix).append("') printf '%s' '");
      second.append(String.join(" ", words)).append("' ;;\n");
    }
    return SCRIPT
        .replace("@FIRST@", String.join(" ", firstWords))
        .replace("@SECOND@", second)
        .replace("@OPTIONS@", options)
        .replace("@VALUES@", values);
  }

  /** For zsh: the script of bash, by zsh's own bridge. */
  public static String zsh(Collection<CommandOptions> commands) {
    return "autoload -U +X compinit && compinit\n"
        + "autoload -U +X bashcompinit && bashcompinit\n"
        + bash(commands);
  }

  /** Words to offer as values; {@code @files} stands for files and directories. */
  private static String candidates(OptionModel option) {
    Set<String> words = new LinkedHashSet<>(option.choices());
    words.addAll(List.of(option.doc().values()));
    if (option.isPath()) {
      words.add("@files");
    }
    return String.join(" ", words);
  }

  private static final String SCRIPT =
      """
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
      """;
}
