package dev.flinkjobs.windows;

import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.Resources;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.plan.Svg;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.util.RawValue;

/**
 * What {@code --trace} writes, in the form that the name of the file says.
 *
 * @param settings of the run, by their names in JSON; among them its {@code command}
 * @param label of results: {@code Avg}
 */
record TraceFile(
    Map<String, String> settings, Windows windows, String label, ZonedTime time, Lang lang) {

  static final Pattern FORMS = Pattern.compile("[.](svg|json|html)$");

  private static final int MOST_PAGE_BYTES = 300_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Gives what kept it from being written; empty for nothing. */
  Optional<String> write(Path file, List<TraceEvent> events) {
    String name = file.toString();
    String text;
    if (name.endsWith(".json")) {
      text = json(events);
    } else if (name.endsWith(".html")) {
      text = page(events);
    } else {
      TracePicture picture = picture(events, false);
      text = name.endsWith(".animated.svg") ? picture.moving() : picture.still();
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (name.endsWith(".html") && bytes > MOST_PAGE_BYTES) {
      return Optional.of(
          Message.of(
              "--trace %s: the page would have %,d bytes, and has at most %,d; give fewer rows, or"
                  + " write a file that ends in .json",
              Visible.text(name), bytes, MOST_PAGE_BYTES));
    }
    try {
      Files.writeString(file, text);
      return Optional.empty();
    } catch (IOException unwritable) {
      return Optional.of(Visible.text("--trace " + name + ": cannot be written: " + unwritable));
    }
  }

  private TracePicture picture(List<TraceEvent> events, boolean isWhole) {
    return new TracePicture(events, texts(), windows, label, time.zone(), isWhole);
  }

  private Properties texts() {
    return Texts.load(TraceFile.class, lang);
  }

  /** One object, an event on each line. */
  private String json(List<TraceEvent> events) {
    ObjectNode head = JSON.createObjectNode();
    settings.forEach(head::put);
    String open = head.toString();
    return open.substring(0, open.length() - 1)
        + ",\"events\":[\n"
        + events.stream().map(this::json).collect(Collectors.joining(",\n"))
        + "\n]}\n";
  }

  private String json(TraceEvent event) {
    ObjectNode json = JSON.createObjectNode();
    json.put("event", event.kind().text());
    switch (event.kind()) {
      case ROW -> {
        row(json, event);
        json.putRawValue("value", new RawValue(event.value()));
      }
      case WATERMARK ->
          json.put("time", event.start() == Long.MAX_VALUE ? null : time.text(event.start()));
      case LATE -> {
        row(json, event);
        ArrayNode missed = json.putArray("missed");
        for (int i = 0; i < event.missed().size(); i += 2) {
          window(missed.addObject(), event.missed().get(i), event.missed().get(i + 1));
        }
        json.put("counted", event.counted());
      }
      default -> {
        event.key().forEach(json.putArray("key")::add);
        window(json, event.start(), event.end());
        if (event.revision() > 0) {
          json.putRawValue("value", new RawValue(event.value()));
          json.put("count", event.count());
          json.put("revision", event.revision());
        }
      }
    }
    return json.toString();
  }

  private void row(ObjectNode json, TraceEvent event) {
    json.put("row", event.count());
    event.key().forEach(json.putArray("key")::add);
    json.put("time", time.text(event.start()));
  }

  private void window(ObjectNode json, long start, long end) {
    json.put("start", time.text(start));
    json.put("end", time.text(end));
  }

  /**
   * A page with the picture, which it uncovers step by step. What is in rows is packed, so it is no
   * markup of the page; in the picture it is escaped.
   */
  private String page(List<TraceEvent> events) {
    TracePicture picture = picture(events, true);
    ObjectNode data = JSON.createObjectNode();
    data.put("command", settings.get("command"));
    data.put("picture", picture.withCurtain());
    ArrayNode steps = data.putArray("steps");
    picture.steps().forEach(step -> steps.addArray().add(step.bottom()).add(step.text()));
    String page = Resources.text(TraceFile.class, "trace.html");
    Properties texts = texts();
    for (String key : texts.stringPropertyNames()) {
      page = page.replace("@" + key + "@", Svg.escape(texts.getProperty(key)));
    }
    return page.replace("@lang@", lang.name().toLowerCase(Locale.ROOT))
        .replace("@data@", packed(data.toString()));
  }

  private static String packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible); // The bytes are in memory.
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
