package dev.flinkjobs.record;

import java.util.Locale;

/**
 * Why a row was rejected: a small fixed set, so that counts by reason can be compared over time.
 */
public enum RejectReason {
  MISSING_VALUE,
  NOT_A_NUMBER,
  NOT_A_TIMESTAMP,
  TOO_FAR_IN_THE_FUTURE,
  NOT_A_BOOLEAN,
  OUT_OF_RANGE,
  WRONG_COLUMN_COUNT,
  BAD_ENCODING,
  BAD_QUOTE,
  BAD_JSON,
  ROW_TOO_LONG,
  /** Of a result: the output takes none of that size. */
  RESULT_TOO_LARGE,
  /** Of a row whose id was there before; it is counted apart. */
  DUPLICATE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');

  /** The reason in words, as users see it in summaries and files: {@code "not a number"}. */
  public String text() {
    return text;
  }
}
