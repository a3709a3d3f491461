package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes online sales with the dirt of the real ones. */
final class SalesGenerator extends CsvGenerator<SalesGenerator.ExpectedSales> {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Discount,"
          + "PaymentMethod,ShippingCost,Category,SalesChannel,ReturnStatus,ShipmentProvider,"
          + "WarehouseLocation,OrderPriority\n";

  private static final int DESCRIPTION = 2;
  private static final int ORDER_PRIORITY = 16;
  private static final int COLUMNS = 17;

  private static final LocalDateTime FIRST_HOUR = LocalDateTime.of(2020, 1, 1, 0, 0);

  /** Some rows in so many have something of this kind. */
  private static final int DIRT = 40;

  private static final List<String> DESCRIPTIONS =
      List.of(
          "White Mug",
          "Headphones",
          "\"Desk Lamp, black\"",
          "USB Cable",
          "머그컵",
          "\"T-shirt \"\"M\"\"\"");
  private static final List<String> COUNTRIES =
      List.of("Australia", "Spain", "Germany", "Netherlands", "South Korea");
  private static final List<String> PAYMENTS = List.of("Bank Transfer", "paypall", "Credit Card");
  private static final List<String> CATEGORIES =
      List.of("Accessories", "Apparel", "Electronics", "Furniture", "Stationery", "문구");
  private static final String THOUSAND = "1e3";

  /** It has more fractional digits than the columns of the table. */
  private static final String TOO_FINE = "0.00001";

  private static final List<String> ODD_NUMBERS = List.of("n/a", THOUSAND, "1,5", TOO_FINE, "--5");

  private static final List<String> SHIPPERS = List.of("UPS", "FedEx", "Royal Mail", "DHL");
  private static final List<String> WAREHOUSES = List.of("London", "Rome", "Berlin", "");
  private static final List<String> PRIORITIES = List.of("Low", "Medium", "High");

  private static final Faults FAULTS =
      new Faults(
          List.of(
              Fault.of(RejectReason.WRONG_COLUMN_COUNT, DESCRIPTION, "Desk Lamp, black"),
              Fault.cp949(DESCRIPTION, "머그"),
              Fault.of(RejectReason.BAD_QUOTE, ORDER_PRIORITY, "\"Low\"est"),
              Fault.cutBefore(ORDER_PRIORITY)),
          Fault.of(RejectReason.ROW_TOO_LONG, DESCRIPTION, "Mug ".repeat(300_000)));

  private long hours;

  SalesGenerator(GenerateSalesOptions options) {
    super(HEADER, options, new ExpectedSales());
  }

  /**
   * A number as it is written and what it is worth; no digits: nothing.
   *
   * @param fault why it is not counted; null if it is
   */
  private record Written(String text, @Nullable String fault, long unscaled) {
    static Written of(int unscaled, String text) {
      return new Written(text, null, unscaled);
    }
  }

  private Written quantity() {
    int quantity = random.between(-4, 50);
    return switch (random.below(DIRT)) {
      case 0 -> Written.of(0, "");
      case 1 -> odd(1_000);
      case 2 -> Written.of(quantity, " " + quantity + " ");
      case 3 -> Written.of(quantity, quantity + ".0");
      default -> Written.of(quantity, String.valueOf(quantity));
    };
  }

  private Written unitPrice() {
    int cents = random.between(-500, 9_999);
    String text = cents < 0 ? "-" + money(-cents) : money(cents);
    return switch (random.below(DIRT)) {
      case 0 -> Written.of(0, " ");
      case 1 -> odd(100_000);
      default -> Written.of(cents, text);
    };
  }

  private Written odd(int thousand) {
    String text = pick(ODD_NUMBERS);
    return switch (text) {
      case THOUSAND -> Written.of(thousand, text);
      case TOO_FINE -> new Written(text, "out of range", 0);
      default -> new Written(text, "no number", 0);
    };
  }

  private static String money(int cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  private String pick(List<String> texts) {
    String text = random.pick(texts);
    return text.indexOf(',') >= 0 && text.charAt(0) != '"' ? '"' + text + '"' : text;
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    Written quantity = quantity();
    Written unitPrice = unitPrice();
    String category = random.pick(CATEGORIES);
    int blanks = random.below(DIRT);
    String writtenCategory = blanks == 0 ? "  " : blanks == 1 ? " " + category + " " : category;
    String[] fields = {
      String.valueOf(random.between(100_000, 999_999)),
      "SKU_" + random.between(1000, 1999),
      pick(DESCRIPTIONS),
      quantity.text,
      FIRST_HOUR.plusHours(hours++ % 40_000).toString().replace('T', ' '),
      unitPrice.text,
      random.below(10) == 0 ? "" : random.between(10_000, 99_999) + ".0",
      pick(COUNTRIES),
      money(random.between(0, 199)),
      pick(PAYMENTS),
      random.below(20) == 0 ? "" : money(random.between(500, 3000)),
      writtenCategory,
      random.below(2) == 0 ? "Online" : "In-store",
      quantity.unscaled < 0 ? "Returned" : "Not Returned",
      pick(SHIPPERS),
      pick(WAREHOUSES),
      pick(PRIORITIES)
    };
    write(
        to,
        COLUMNS,
        bad,
        FAULTS,
        column -> to.text(fields[column]),
        () -> count(quantity, unitPrice, category, writtenCategory));
  }

  private void count(Written quantity, Written unitPrice, String category, String writtenCategory) {
    if (quantity.fault != null) {
      expected.filter("Quantity is " + quantity.fault);
    } else if (unitPrice.fault != null) {
      expected.filter("UnitPrice is " + unitPrice.fault);
    } else if (quantity.unscaled <= 0) {
      expected.filter("Quantity is not above 0");
    } else if (unitPrice.unscaled <= 0) {
      expected.filter("UnitPrice is not above 0");
    } else if (writtenCategory.isBlank()) {
      expected.filter("Category is missing");
    } else {
      expected.accept(category, quantity.unscaled * unitPrice.unscaled);
    }
  }

  /** What {@code sales-summary} must come to. */
  static final class ExpectedSales extends ExpectedResults {
    private final Map<String, Long> cents = new TreeMap<>();

    void accept(String category, long more) {
      cents.merge(category, more, Long::sum);
      accept();
    }

    @Override
    protected void writeResults(Writer json) throws IOException {
      json.write(
          ",\n  "
              + field(
                  "categories",
                  object(
                      cents.entrySet().stream()
                          .map(of -> field(of.getKey(), BigDecimal.valueOf(of.getValue(), 2))))));
    }
  }
}
