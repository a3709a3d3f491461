package dev.flinkjobs.windows;

import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.Resources;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.plan.Svg;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.windows.TraceEvent.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
 * @param label of results: {@code Avg}
 */
record TraceFile(Path file, Windows windows, String label, ZonedTime time, Lang lang) {

  static final Pattern FORMS = Pattern.compile("[.](svg|json|html)$");

  private static final int MOST_PAGE_BYTES = 300_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes it; gives what kept it from being written.
   *
   * @param command that of the run
   */
  Optional<String> write(List<TraceEvent> events, String command) {
    String name = file.toString();
    boolean isPage = name.endsWith(".html");
    String text =
        isPage
            ? page(events, command)
            : name.endsWith(".json")
                ? json(events, command)
                : new TracePicture(this, events, false).draw(name.endsWith(".animated.svg"));
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (isPage && bytes.length > MOST_PAGE_BYTES) {
        return Optional.of(
            Message.of(
                "--trace %s: the page would have %,d bytes, and has at most %,d; give fewer rows,"
                    + " or write a file that ends in .json",
                Visible.text(name), bytes.length, MOST_PAGE_BYTES));
      }
      Files.write(file, bytes);
      return Optional.empty();
    } catch (IOException unwritable) {
      return Optional.of(Visible.text("--trace " + name + ": cannot be written: " + unwritable));
    }
  }

  Properties texts() {
    return Texts.load(TraceFile.class, lang);
  }

  /** A resource with texts in the place of their keys. */
  String filled(String resource) {
    String filled = Resources.text(TraceFile.class, resource);
    Properties texts = texts();
    for (String key : texts.stringPropertyNames()) {
      filled = filled.replace("@" + key + "@", Svg.escape(texts.getProperty(key, "")));
    }
    return filled;
  }

  /** One object, an event on each line. */
  private String json(List<TraceEvent> events, String command) {
    ObjectNode head = JSON.createObjectNode();
    head.put("command", command).put("window", windows.toString()).put("zone", time.zone().getId());
    return head.toString().replaceFirst("}$", ",\"events\":[\n")
        + events.stream().map(this::json).collect(Collectors.joining(",\n"))
        + "\n]}\n";
  }

  private String json(TraceEvent event) {
    ObjectNode json = JSON.createObjectNode().put("event", event.kind().text());
    boolean isRow = event.kind() == Kind.ROW || event.kind() == Kind.LATE;
    if (isRow) {
      json.put("row", event.count());
    }
    if (event.kind() != Kind.WATERMARK) {
      event.key().forEach(json.putArray("key")::add);
    }
    if (isRow || event.kind() == Kind.WATERMARK) {
      json.put("time", event.start() == Long.MAX_VALUE ? null : time.text(event.start()));
    } else {
      putWindow(json, event.start(), event.end());
    }
    if (!event.value().isEmpty()) {
      json.putRawValue("value", new RawValue(event.value()));
    }
    if (event.revision() > 0) {
      json.put("count", event.count()).put("revision", event.revision());
    }
    if (event.kind() == Kind.LATE) {
      ArrayNode missed = json.putArray("missed");
      for (int i = 0; i < event.missed().size(); i += 2) {
        putWindow(missed.addObject(), event.missed().get(i), event.missed().get(i + 1));
      }
      json.put("counted", event.counted());
    }
    return json.toString();
  }

  private void putWindow(ObjectNode json, long start, long end) {
    json.put("start", time.text(start)).put("end", time.text(end));
  }

  /**
   * A page with the picture, which it uncovers step by step. What is in rows is packed, so it is no
   * markup of the page; in the picture it is escaped.
   */
  private String page(List<TraceEvent> events, String command) {
    TracePicture picture = new TracePicture(this, events, true);
    ObjectNode data = JSON.createObjectNode().put("command", command);
    picture.addSteps(data.putArray("steps"));
    data.put("picture", picture.draw(true));
    return filled("trace.html")
        .replace("@lang@", lang.name().toLowerCase(Locale.ROOT))
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
