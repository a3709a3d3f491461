package dev.flinkjobs.run;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** A small job: writes the names of files without a header, whose columns are id and name. */
final class CopyJob {
  private CopyJob() {}

  public static void main(String... args) {
    run(() -> {}, new Name(), args);
  }

  static void run(Name decoder, String... args) {
    run(() -> {}, decoder, args);
  }

  /** Does something else before the job starts, when its files are listed and checked. */
  static void main(Runnable before, String... args) {
    run(before, new Name(), args);
  }

  private static void run(Runnable before, Name decoder, String... args) {
    JobRunner.run(
        args,
        Options::new,
        (flow, options) -> {
          flow.write("copies", flow.read("names", decoder), new Copy());
          before.run();
        });
  }

  static final class Options extends JobOptions {
    @Override
    public String name() {
      return "copy";
    }

    @Override
    public String exercise() {
      return "";
    }

    @Override
    public Class<?> mainClass() {
      return CopyJob.class;
    }

    @Override
    public String sample() {
      return "no such sample.csv";
    }

    @Override
    public List<String> columns() {
      return List.of("id", "name");
    }
  }

  static class Name implements RowDecoder<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of("name");
    }

    @Override
    public String decode(Fields row) throws BadValue {
      return row.text(0);
    }

    @Override
    public TypeInformation<String> type() {
      return Types.STRING;
    }
  }

  private static final class Copy implements ResultFormat<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Column<String>> layout() {
      return List.of(Column.text("name", name -> name));
    }

    @Override
    public String print(String name) {
      return name;
    }
  }
}
