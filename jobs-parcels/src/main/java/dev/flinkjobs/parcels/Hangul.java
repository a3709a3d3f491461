package dev.flinkjobs.parcels;

import java.text.Normalizer;

/**
 * Text that may come with its syllables taken apart, as macOS writes names of files: the same to
 * read, but not to compare.
 */
final class Hangul {
  private Hangul() {}

  /** The text with each syllable as one character (Unicode's form NFC). */
  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
