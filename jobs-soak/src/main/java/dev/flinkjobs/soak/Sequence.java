package dev.flinkjobs.soak;

import dev.flinkjobs.soak.Findings.Fault;
import java.util.SortedSet;
import java.util.TreeSet;

/** Results that carry the numbers 1, 2, 3, … and have to come in this order, each once. */
final class Sequence {
  private final String what;
  private final Findings findings;
  private final SortedSet<Long> passedOver = new TreeSet<>();
  private long due = 1;

  /**
   * @param what the name of one of them without its number, for messages
   */
  Sequence(String what, Findings findings) {
    this.what = what;
    this.findings = findings;
  }

  /**
   * @param place where it stands in the output
   */
  void accept(long number, String place) {
    if (number == due) {
      due++;
    } else if (number > due) {
      for (; due < number; due++) {
        passedOver.add(due);
      }
      due++;
    } else if (passedOver.remove(number)) {
      findings.add(
          Fault.OUT_OF_ORDER, place + ": " + what + " " + number + " comes behind " + (due - 1));
    } else {
      findings.add(Fault.DUPLICATED, place + ": " + what + " " + number + " comes again");
    }
  }

  /** How far it came, whether or not without gaps. */
  long last() {
    return due - 1;
  }

  /**
   * Says what has not come.
   *
   * @param count how many there had to be
   */
  void end(long count) {
    if (due <= count) {
      lost(due, count);
    }
    while (!passedOver.isEmpty()) {
      long from = passedOver.first();
      long to = from;
      while (passedOver.remove(to)) {
        to++;
      }
      lost(from, to - 1);
    }
  }

  private void lost(long from, long to) {
    String numbers = from == to ? String.valueOf(from) : from + " to " + to;
    findings.add(Fault.LOST, to - from + 1, what + " " + numbers);
  }
}
