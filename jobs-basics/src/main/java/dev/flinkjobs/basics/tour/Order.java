package dev.flinkjobs.basics.tour;

import java.io.Serializable;
import java.util.Comparator;

/** In which order the results of a stop are shown. */
enum Order implements Comparator<String>, Serializable {
  /** As they came. */
  AS_EMITTED {
    @Override
    public int compare(String one, String other) {
      return 0;
    }
  },
  /** Where they come from two subtasks or streams, and so in any order: by their text. */
  BY_TEXT {
    @Override
    public int compare(String one, String other) {
      return one.compareTo(other);
    }
  },
  /** The same, with those first whose text comes last. */
  BY_FIRST_WORD_REVERSED {
    @Override
    public int compare(String one, String other) {
      int words = other.split(" ", 2)[0].compareTo(one.split(" ", 2)[0]);
      return words != 0 ? words : one.compareTo(other);
    }
  }
}
