package dev.flinkjobs.dist;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Resources;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.Version;
import dev.flinkjobs.record.Message;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The Kubernetes manifest of a job: a template of {@code deploy/kubernetes}, filled. */
final class Manifest {
  /** What a string of JSON may have as it is, and a text of YAML may not. */
  private static final Pattern ESCAPED_IN_YAML =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private Manifest() {}

  /**
   * The manifest, or the text that {@code --help} or {@code --version} asks for.
   *
   * @param job not yet filled
   * @param args of the job, which reach it as they are
   * @throws dev.flinkjobs.options.UsageException naming all that is wrong with them
   */
  static String of(JobOptions job, List<String> args) {
    StringBuilder help = new StringBuilder();
    Problems problems = new Problems();
    problems.placePathsElsewhere();
    if (!CommandLineParser.parse(job, args.toArray(String[]::new), help, problems)) {
      return help.toString();
    }
    if (job.stateDir().isPresent()
        || job.webUi().isPresent()
        || job.heap().isPresent()
        || job.input().contains("-")) {
      problems.add(
          "--state-dir, --web-ui, --heap and --input - are for the cluster inside ./jobs; leave them"
              + " out");
    }
    args.stream()
        .filter(arg -> !Secrets.argument(arg).equals(arg))
        .forEach(
            arg ->
                problems.add(
                    "%s: whoever reads the manifest would see the secret; name the file that has"
                        + " it, e.g. password-file=/run/secrets/postgres-password",
                    Secrets.argument(arg)));
    problems.throwIfAny();
    String main = job.mainClass().getName();
    String jar = "/opt/flink/usrlib/" + module(job.mainClass()) + ".jar";
    if (job instanceof IterationOptions) {
      List<String> words = new ArrayList<>(List.of("flink", "run", "-c", main, jar));
      words.addAll(args);
      // Kubernetes takes $(NAME) in the arguments of a container for a variable.
      return filled("rounds-driver.yaml", job)
          .replace("${args}", list("            ", words).replace("$", "$$"));
    }
    return filled("job.yaml", job)
        .replace("${class}", main)
        .replace("${jar}", jar)
        .replace("${args}", list("      ", args));
  }

  private static String filled(String template, JobOptions job) {
    return Resources.text(Manifest.class, template)
        .replace("${name}", job.name())
        .replace("${version}", Version.number())
        .replace("${parallelism}", String.valueOf(job.parallelism().orElse(2)))
        .replace("${upgradeMode}", job.isBatch() ? "stateless" : "savepoint");
  }

  private static String list(String indent, List<String> args) {
    return args.isEmpty()
        ? "[]"
        : args.stream()
            .map(arg -> "\n" + indent + "- " + quoted(arg))
            .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    String json = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return '"'
        + ESCAPED_IN_YAML
            .matcher(json)
            .replaceAll(found -> Message.of("\\\\u%04x", (int) found.group().charAt(0)))
        + '"';
  }

  /** The module that a class is of, after which the job jar is called. */
  static String module(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path target = place.resolveSibling("");
      return target.endsWith("target")
          ? String.valueOf(target.resolveSibling("").getFileName())
          : String.valueOf(place.getFileName()).replaceFirst("[.]jar$", "");
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
