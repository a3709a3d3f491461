package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Message;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subtask's rows: the latest of each key is kept, and sent with others at checkpoints, at the
 * end, when there are many, and otherwise a second after it came.
 */
final class JdbcWriter<T> implements SinkWriter<T> {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcWriter.class);

  /** Before each further attempt to send what could not be sent. */
  static final List<Duration> PAUSES =
      Stream.of(100, 500, 1000, 2000, 4000, 8000).map(Duration::ofMillis).toList();

  private static final int MOST_ROWS = 1000;
  private static final int MOST_CHARACTERS = 4_000_000;
  private static final long DELAY_MILLIS = 1000;

  /**
   * The connection is gone, or the server ends, starts, is full, or ended a deadlock. What is wrong
   * with the rows or the table stays so.
   */
  private static final Pattern PASSING = Pattern.compile("(08|40|53|57P).*|55P03");

  private final Database database;
  private final Table table;
  private final ResultFormat<T> format;
  private final List<Column<T>> columns;
  private final String run;
  private final ProcessingTimeService time;
  private final Counter rowsSent;
  private final List<Duration> pauses;
  private final int[] key;
  private final int version;
  private final Map<List<@Nullable String>, @Nullable String[]> rows = new LinkedHashMap<>();

  private @Nullable Connection connection;
  private int characters;
  private boolean timerIsSet;

  JdbcWriter(
      Database database,
      Table table,
      ResultFormat<T> format,
      String run,
      ProcessingTimeService time,
      Counter rowsSent,
      List<Duration> pauses) {
    this.database = database;
    this.table = table;
    this.format = format;
    this.columns = format.layout();
    this.run = run;
    this.time = time;
    this.rowsSent = rowsSent;
    this.pauses = pauses;
    List<String> names = table.columnNames();
    this.key = table.key().stream().mapToInt(names::indexOf).toArray();
    this.version = table.version() == null ? -1 : names.indexOf(table.version());
  }

  @Override
  public void write(T result, Context context) throws IOException, InterruptedException {
    if (format.isTakenBack(result)) {
      return;
    }
    add(values(result));
    if (rows.size() >= MOST_ROWS || characters >= MOST_CHARACTERS) {
      send();
    } else if (!timerIsSet) {
      timerIsSet = true;
      var unused =
          time.registerTimer(time.getCurrentProcessingTime() + DELAY_MILLIS, this::onTimer);
    }
  }

  /** As the database reads them, that of {@link Table#RUN} last. */
  private @Nullable String[] values(T result) {
    @Nullable String[] values = new String[columns.size() + 1];
    for (int i = 0; i < columns.size(); i++) {
      Object value = columns.get(i).value().apply(result);
      values[i] =
          value == null ? null : database.dialect().value(columns.get(i).type(), value.toString());
    }
    values[columns.size()] = run;
    return values;
  }

  private void add(@Nullable String[] values) {
    @Nullable String[] keyValues = new String[key.length];
    for (int i = 0; i < key.length; i++) {
      keyValues[i] = values[key[i]];
    }
    for (String value : values) {
      characters += value == null ? 0 : value.length();
    }
    // One statement cannot touch a row twice.
    rows.merge(
        Arrays.asList(keyValues), values, (old, more) -> version(more) < version(old) ? old : more);
  }

  private long version(@Nullable String[] values) {
    return version < 0 ? 0 : Long.parseLong(Objects.requireNonNull(values[version]));
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    send();
  }

  private void onTimer(long timestamp) throws IOException, InterruptedException {
    timerIsSet = false;
    send();
  }

  private void send() throws IOException, InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    for (int attempt = 0; ; attempt++) {
      try {
        sendOnce();
        break;
      } catch (SQLException failed) {
        disconnect();
        IOException failure =
            new IOException(
                Message.of(
                    "%s?table=%s: rows cannot be written: %s",
                    database, table.name(), database.message(failed)),
                failed);
        if (!isPassing(failed)) {
          throw new SuppressRestartsException(failure);
        }
        if (attempt == pauses.size()) {
          throw failure;
        }
        LOG.warn("{}; trying again", failure.getMessage());
        // The task has nothing else to do: what comes meanwhile waits before it.
        Thread.sleep(pauses.get(attempt).toMillis());
      }
    }
    rowsSent.inc(rows.size());
    rows.clear();
    characters = 0;
  }

  private void sendOnce() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = database.connect();
      connection = open;
    }
    try (PreparedStatement statement =
        open.prepareStatement(database.dialect().upsert(table, rows.size()))) {
      database.dialect().bind(statement, table, rows.values());
      statement.executeUpdate();
    }
  }

  private static boolean isPassing(SQLException failure) {
    return failure instanceof SQLTransientException
        || failure instanceof SQLRecoverableException
        || (failure.getSQLState() != null && PASSING.matcher(failure.getSQLState()).matches());
  }

  /** What was not sent belongs to no checkpoint, so it comes again. */
  @Override
  public void close() {
    disconnect();
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException alreadyGone) {
        LOG.debug("closing a connection to {}", database, alreadyGone);
      }
      connection = null;
    }
  }
}
