package dev.flinkjobs.output;

import dev.flinkjobs.options.Problems;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Results of several routes, each of which has an output of its own.
 *
 * @param parent the directory that holds those of the routes, and nothing else; null if they have
 *     none
 * @param routes outputs by the names of their routes
 */
record RoutedOutput(@Nullable FilesOutput parent, Map<String, Output> routes) implements Output {

  private Stream<Output> outputs() {
    return Stream.concat(Stream.ofNullable(parent), routes.values().stream());
  }

  @Override
  public Output route(String name) {
    Output route = routes.get(name);
    if (route == null) {
      throw new IllegalArgumentException("no route " + name + " among " + routes.keySet());
    }
    return route;
  }

  @Override
  public String kind() {
    return routes.values().iterator().next().kind();
  }

  @Override
  public Output committedBy(Checkpoints checkpoints) {
    Map<String, Output> committed = new LinkedHashMap<>();
    routes.forEach((name, output) -> committed.put(name, output.committedBy(checkpoints)));
    return new RoutedOutput(parent, committed);
  }

  /** That of one, since it is the same for all. */
  @Override
  public String notice() {
    return routes.values().stream().map(Output::notice).findFirst().orElse("");
  }

  /** What is wrong with the parent is not said again of each directory in it. */
  @Override
  public void check(Problems problems, boolean resuming) {
    Problems found = new Problems();
    if (parent != null) {
      parent.check(found, resuming);
    }
    if (found.isEmpty()) {
      routes.values().forEach(route -> route.check(found, resuming));
    }
    found.messages().forEach(problems::add);
  }

  @Override
  public void prepare(boolean resuming) {
    routes.values().forEach(route -> route.prepare(resuming));
  }

  @Override
  public <T> Sink<T> sink(ResultFormat<T> format) {
    throw new UnsupportedOperationException("each route has a sink: " + routes.keySet());
  }

  @Override
  public List<URI> directories() {
    return outputs().map(Output::directories).flatMap(Collection::stream).toList();
  }

  @Override
  public Optional<String> explain(List<Throwable> causes) {
    return routes.values().stream().flatMap(each -> each.explain(causes).stream()).findFirst();
  }

  @Override
  public List<Class<?>> libraries() {
    return routes.values().iterator().next().libraries();
  }

  @Override
  public void checkApart(String option, Map<URI, String> takenBy, Problems problems) {
    outputs().forEach(output -> output.checkApart(option, takenBy, problems));
  }
}
