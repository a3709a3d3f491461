package dev.flinkjobs.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which form a value has that was refused, and how to have it read. Asked only of rows that are
 * shown, so that the others cost nothing.
 */
final class Refused {
  /** Of Jackson, which reads no more. */
  private static final int MAX_NESTING = 1000;

  private static final String SIGN = "[+-]?";

  /** A sign of a currency in front of a number or behind it. */
  private static final Pattern CURRENCY =
      Pattern.compile(
          "([+-]?)[\\p{Sc}원]\\h*([+-]?)([^\\p{Sc}원]+)" + "|([^\\p{Sc}원]+?)\\h*[\\p{Sc}원]");

  private static final String NUMBER = SIGN + "([0-9]+[.]?[0-9]*|[.][0-9]+)";

  private static final Pattern BARE_NUMBER = Pattern.compile("-?([0-9]+)([.][0-9]+)?");

  private static final String ISO =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9:]+)?)?";

  /** A year of this age, a month and a day. */
  private static final String DATE =
      "(?:19|20|21)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])";

  private static final String HOUR_AND_MINUTE = "(?:[01][0-9]|2[0-3])[0-5][0-9]";

  private static final String CR_ALONE = "; its lines end in CR alone: `tr '\\r' '\\n'`";

  private Refused() {}

  /** How it goes on behind the reason; empty where there is nothing to say. */
  static String hint(RejectReason reason, String value) {
    return switch (reason) {
      case NOT_A_NUMBER -> number(value.strip());
      case NOT_A_TIMESTAMP -> time(value.strip());
      case OUT_OF_RANGE -> range(value.strip());
      case BAD_QUOTE -> quote(value);
      case BAD_ENCODING -> value.contains("\\u") ? "; an escape in it is half a character" : "";
      case WRONG_COLUMN_COUNT -> value.contains("\r") ? CR_ALONE : "";
      case ROW_TOO_LONG -> "; a row has at most 1 MiB";
      case BAD_JSON -> json(value);
      default -> "";
    };
  }

  private static String number(String given) {
    String value = plain(given);
    Matcher currency = CURRENCY.matcher(value);
    String sign = currency.matches() ? "a currency sign" : "";
    String number = sign.isEmpty() ? value : currency.replaceFirst("$1$2$3$4");
    String english = number.replaceAll("[^0-9.+-]", "");
    String german = number.replaceAll("[^0-9,+-]", "").replace(',', '.');
    String form;
    if (number.matches(SIGN + "[0-9]{1,3},[0-9]{3}")) {
      form = "a thousands separator or a decimal comma: write " + english + " or " + german;
    } else if (number.matches(SIGN + "[0-9]*,[0-9]+")) {
      form = "a decimal comma: write " + german;
    } else if (number.matches(SIGN + "[0-9]{1,3}[.'’_\\h][0-9]{3}([.'’_\\h][0-9]{3})*,[0-9]+")) {
      form = "thousands separators and a decimal comma: write " + german;
    } else if (number.matches(SIGN + "[0-9]{1,3}([.][0-9]{3}){2,}")) {
      form = "thousands separators: write " + english.replace(".", "");
    } else if (number.matches(
        SIGN + "[0-9]{1,3}(([,'’_\\h][0-9]{2,3})*[,'’_\\h][0-9]{3})([.][0-9]*)?")) {
      form = "thousands separators: write " + english;
    } else if (!sign.isEmpty() && number.matches(NUMBER)) {
      return "; it has a currency sign: write " + number;
    } else {
      return value.matches(NUMBER) ? lookAlike(given, value) : "";
    }
    return "; it has " + sign + (sign.isEmpty() ? "" : " and ") + form;
  }

  /** Digits and signs of any script as those of ASCII, and nothing that is not seen. */
  private static String plain(String value) {
    return Visible.alike(value)
        .replaceAll("[\u2010-\u2015\u2212]", "-")
        .codePoints()
        .map(
            each ->
                Character.isDigit(each)
                    ? '0' + Character.digit(each, 10)
                    : each > 0xFF00 && each < 0xFF5F ? each - 0xFEE0 : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String lookAlike(String value, String plain) {
    return value.equals(plain)
        ? ""
        : "; '" + Visible.exactly(value) + "' is not what it looks like: write " + plain;
  }

  /**
   * Whether bytes are Hangul in CP949. Nearly any bytes of other encodings of East Asia are, too,
   * but as rare syllables, or ideographs.
   */
  static boolean looksLikeCp949(byte[] bytes) {
    try {
      String text =
          Charset.forName("x-windows-949").newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String syllables = text.replaceAll("[\\p{ASCII}\\p{P}\\p{S}]", "");
      CharsetEncoder frequent = Charset.forName("EUC-KR").newEncoder();
      long rare = syllables.chars().filter(each -> !frequent.canEncode((char) each)).count();
      return syllables.matches("[가-힣]+") && rare * 2 < syllables.length();
    } catch (CharacterCodingException other) {
      return false;
    }
  }

  /** Programs that know no quotes write them as they are; others put a backslash before them. */
  private static String quote(String row) {
    if (row.contains("\"\r")) {
      return CR_ALONE;
    }
    if (row.contains("\\\"")) {
      return "; a quote in a value is doubled: `sed 's/\\\\\"/\"\"/g'`";
    }
    int delimiter =
        ",;\t|"
            .chars()
            .boxed()
            .max(Comparator.comparingLong(each -> count(row, each)))
            .orElse((int) ',');
    String character = delimiter == '\t' ? "\\t" : Character.toString(delimiter);
    return "; a quote in a value is doubled, and the value quoted; of a file that never quotes:"
        + " `sed 's/\\r$//; s/\"/\"\"/g; s/[^"
        + character
        + "]*/\"&\"/g'`";
  }

  private static long count(String row, int wanted) {
    return row.chars().filter(character -> character == wanted).count();
  }

  private static String json(String row) {
    if (row.matches("(?s)\\s*\\[.*")) {
      return "; an array is no row: `jq -c '.[]'`";
    }
    if (row.matches(".*}\\s*\\{.*")) {
      return "; a line is one object: `jq -c .`";
    }
    return count(row, '{') + count(row, '[') > MAX_NESTING
        ? "; objects and arrays are nested " + MAX_NESTING + " deep at most"
        : "";
  }

  private static String range(String value) {
    long digits = value.chars().filter(character -> character >= '0' && character <= '9').count();
    return digits > 1000
        ? "; a number has at most 1000 digits"
        : value.matches("(?s).*[eE][+-]?[0-9]{4,}") ? "; an exponent is within ±1000" : "";
  }

  private static String time(String given) {
    String value = plain(given);
    Matcher number = BARE_NUMBER.matcher(value);
    if (!value.equals(given) && (number.matches() || value.matches(ISO))) {
      return lookAlike(given, value);
    }
    if (value.matches("[0-9.]+[eE][+]?[0-9]{1,2}")) {
      return "; a time has no exponent: write the number out";
    }
    if (!number.matches()) {
      return value.matches(ISO)
          ? ""
          : "; times are written as 2024-05-11 10:00:00; for others give their pattern, such as"
              + " `--time-format 'pattern:dd.MM.yyyy HH:mm'`";
    }
    String digits = number.group(1);
    int count = digits.length();
    if (digits.matches(DATE + "(" + HOUR_AND_MINUTE + "([0-5][0-9]([0-9]{3})?)?)?")) {
      return isDay(digits.substring(0, 8)) ? pattern("yyyyMMddHHmmssSSS".substring(0, count)) : "";
    }
    if (digits.matches("(19|20|21)[0-9]{2}")) {
      return "; it looks like a year: write a day, such as " + digits + "-01-01";
    }
    if (digits.matches("[1-9][0-9]{4}")) {
      return "; it looks like an Excel serial: format the column as yyyy-mm-dd hh:mm:ss in Excel,"
          + " and export it again";
    }
    if (count >= 9 && count <= 11) {
      return format("seconds");
    }
    if (count >= 12 && count <= 17 && number.group(2) != null) {
      return "; it looks like milliseconds or microseconds: leave out what is behind the point";
    }
    if (count >= 12 && count <= 14) {
      return format("millis");
    }
    if (count >= 15 && count <= 17) {
      return format("micros");
    }
    if (count >= 18 && count <= 19) {
      return "; it looks like nanoseconds: cut the last three digits off, and read it by"
          + " `--time-format micros`";
    }
    return "; a number is a time by its format, such as `--time-format seconds`";
  }

  private static boolean isDay(String yearMonthAndDay) {
    try {
      LocalDate.parse(yearMonthAndDay, DateTimeFormatter.BASIC_ISO_DATE);
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static String format(String unit) {
    return "; it looks like "
        + unit.replace("millis", "milliseconds").replace("micros", "microseconds")
        + ": `--time-format "
        + unit
        + "`";
  }

  private static String pattern(String pattern) {
    return "; it looks like " + pattern + ": `--time-format pattern:" + pattern + "`";
  }
}
