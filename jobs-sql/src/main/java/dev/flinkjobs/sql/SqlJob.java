package dev.flinkjobs.sql;

import static java.util.function.Predicate.not;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.run.Flow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.Expressions;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.Row;

/**
 * Runs a script on {@code --input}. The script's table or view says which columns there are and of
 * which types; then a temporary view of the same name takes its place, whose rows are read by the
 * suite, with rejected rows and ledger. The last statement's rows go to {@code --output}; those of
 * a view named {@code filtered} with a column {@code reason} are counted as filtered.
 */
final class SqlJob {
  private static final String FILTERED = "filtered";
  private static final DataType TIME = DataTypes.TIMESTAMP(3).notNull();
  private static final String OPTIMIZED_PLAN = "== Optimized Physical Plan ==\n";

  private final Flow flow;
  private final SqlOptions options;
  private final SqlQuery query;
  private final Script script;
  private final StreamTableEnvironment tables;

  /** The last operator of each query. */
  private final List<Transformation<?>> queries = new ArrayList<>();

  private SqlJob(Flow flow, SqlOptions options) {
    this.flow = flow;
    this.options = options;
    this.query = options.query();
    this.script = Script.load(query.script());
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    this.tables =
        StreamTableEnvironment.create(
            flow.environment(),
            (options.isBatch() ? settings.inBatchMode() : settings.inStreamingMode()).build());
    tables.getConfig().set("table.exec.uid.generation", "ALWAYS");
    tables.getConfig().set("table.local-time-zone", "UTC");
  }

  /** The whole of such a job's {@code build}. */
  static void build(Flow flow, SqlOptions options) {
    new SqlJob(flow, options).build();
  }

  private void build() {
    script.setUp().stream().filter(this::declares).forEach(tables::executeSql);
    ResolvedSchema declared = tables.from(query.table()).getResolvedSchema();
    tables.dropTemporaryView(query.table());
    List<String> columns = query.columnsRead();
    List<String> names = columns.stream().map(column -> name(declared, column)).toList();
    List<LogicalType> types =
        names.stream()
            .map(name -> type(declared.getColumn(name).orElseThrow()).getLogicalType())
            .toList();
    DataStream<Row> rows =
        flow.read(query.table(), new TableDecoder(columns, names, types, options.times()));
    if (options.isBatch() && !flow.isBounded()) {
      flow.problems()
          .add(
              "--input: this input never ends, and batch gives its results at the end; add --mode"
                  + " streaming");
    }
    if (declared.getColumns().stream().anyMatch(this::isTime) && !flow.isBounded()) {
      flow.problems()
          .add(
              "--window: windows of SQL end with the input, and this input never ends; give files"
                  + " that end, or take window-averages");
    }
    if (!flow.problems().isEmpty()) {
      return;
    }
    tables.createTemporaryView(query.table(), rows, schema(declared));
    script.setUp().stream().filter(not(this::declares)).forEach(tables::executeSql);
    write(tables.sqlQuery(script.query()));
    if (Arrays.asList(tables.listTemporaryViews()).contains(FILTERED)) {
      flow.filtered(filteredReasons());
    }
    StableUids.set(queries, rows.getTransformation());
  }

  /** Whether a statement makes what has the columns, or what those are read from. */
  private boolean declares(String statement) {
    String view = "CREATE TEMPORARY VIEW IF NOT EXISTS " + query.table() + " AS";
    return statement
        .lines()
        .anyMatch(line -> line.startsWith("CREATE TABLE ") || line.equals(view));
  }

  /**
   * What a column of the input is in the table: itself, or the time that the script computes of it.
   * Its rows are read by one parser of times, whatever SQL makes of them elsewhere.
   */
  private String name(ResolvedSchema declared, String column) {
    return column.equals(options.timeRead())
        ? declared.getColumns().stream().filter(this::isTime).findFirst().orElseThrow().getName()
        : column;
  }

  /** In batch Flink does not tell what windows go by from other times; no script has both. */
  private boolean isTime(Column column) {
    return script.setUp().stream().anyMatch(statement -> statement.contains("WATERMARK FOR "))
        && column.getDataType().getLogicalType().is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);
  }

  private DataType type(Column column) {
    return isTime(column) ? TIME : column.getDataType();
  }

  /**
   * The columns read. The input has no watermarks but that at its end: windows end with it, so that
   * no row is late for one, which SQL would drop without a word.
   */
  private Schema schema(ResolvedSchema declared) {
    Schema.Builder schema = Schema.newBuilder();
    for (Column column : declared.getColumns()) {
      String name = column.getName();
      if (isTime(column)) {
        schema.column(name, TIME).watermark(name, "SOURCE_WATERMARK()");
      } else if (query.columnsRead().contains(name) && !name.equals(options.timeRead())) {
        schema.column(name, column.getDataType());
      }
    }
    return schema.build();
  }

  private void write(Table results) {
    List<String> columns = results.getResolvedSchema().getColumnNames();
    List<DataType> types = results.getResolvedSchema().getColumnDataTypes();
    List<Integer> numbers =
        IntStream.range(0, types.size())
            .filter(column -> types.get(column).getLogicalType().is(LogicalTypeFamily.NUMERIC))
            .boxed()
            .toList();
    Table ordered = options.isBatch() ? inOrder(results, columns) : results;
    String plan = optimizedPlan(ordered);
    flow.comment(plan);
    // With columns that may be NULL, or Flink ends the job at one, by an error that helps nobody.
    DataStream<Row> rows = query(tables.toChangelogStream(ordered, nullable(columns, types)));
    DataStream<Row> sure =
        rows.map(new RequireNumbers(columns, numbers, options.times()))
            .returns(rows.getType())
            .name("require numbers")
            .uid("require-numbers");
    RowFormat format =
        new RowFormat(
            columns,
            types.stream().map(SqlJob::columnType).toList(),
            query.groupedBy(),
            query.count(),
            !options.isBatch() && isUpdated(plan),
            options.times());
    if (options.isBatch() && flow.isPrinting()) {
      flow.printTable("results", sure, format, new ConsoleTable(columns, numbers, options.times()));
    } else {
      flow.write("results", sure, format);
    }
  }

  private static ColumnType columnType(DataType type) {
    return switch (type.getLogicalType().getTypeRoot()) {
      case DECIMAL -> ColumnType.NUMBER;
      case BIGINT -> ColumnType.WHOLE;
      case TIMESTAMP_WITHOUT_TIME_ZONE -> ColumnType.TIME;
      default -> ColumnType.TEXT;
    };
  }

  private static Table inOrder(Table results, List<String> columns) {
    return results.orderBy(columns.stream().map(Expressions::$).toArray(Expression[]::new));
  }

  private static Schema nullable(List<String> columns, List<DataType> types) {
    return Schema.newBuilder()
        .fromFields(columns, types.stream().map(DataType::nullable).toList())
        .build();
  }

  private static String optimizedPlan(Table results) {
    String plans = results.explain(ExplainDetail.CHANGELOG_MODE);
    int start = plans.indexOf(OPTIMIZED_PLAN) + OPTIMIZED_PLAN.length();
    return plans.substring(start, plans.indexOf("\n\n", start));
  }

  /** Whether a later row may take back or replace one before: what Flink says of the last step. */
  private static boolean isUpdated(String plan) {
    return !plan.lines().findFirst().orElseThrow().contains("changelogMode=[I]");
  }

  private DataStream<String> filteredReasons() {
    return query(tables.toDataStream(tables.from(FILTERED).select(Expressions.$("reason"))))
        .map(row -> String.valueOf(row.getField(0)))
        .returns(Types.STRING)
        .name("filtered reasons")
        .uid("filtered-reasons");
  }

  private DataStream<Row> query(DataStream<Row> rows) {
    queries.add(rows.getTransformation());
    return rows;
  }
}
