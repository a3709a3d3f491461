package dev.flinkjobs.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What happens when: the same for the same seed.
 *
 * @param steps in their order
 */
record Plan(List<Step> steps) {
  /** Losing everything costs most, so it does not come by chance. */
  private static final int KILLS_TO_ONE_CLUSTER = 20;

  private static final int KILLS_TO_ONE_RESCALE = 10;

  /**
   * A thing to do while records come.
   *
   * @param kill empty to go on from a savepoint at another parallelism
   * @param position how many records are fed by then
   * @param chance for what else is to be chosen, such as a victim
   */
  record Step(Optional<Kill> kill, long position, int chance) {}

  /**
   * Each kind at least once if there are as many kills, and then by chance; a rescaling for each
   * ten. Between two steps there are as many records, and each step is in the middle of them.
   */
  static Plan of(long seed, int kills, List<Kill> kinds, long records) {
    Random random = new Random(seed);
    List<Optional<Kill>> all = new ArrayList<>();
    List<Kill> byChance = kinds.stream().filter(kind -> kind != Kill.CLUSTER).toList();
    for (int i = 0; i < kills; i++) {
      if (i < kinds.size()) {
        all.add(Optional.of(kinds.get(i)));
      } else if (byChance.isEmpty()
          || (i % KILLS_TO_ONE_CLUSTER == 0 && kinds.contains(Kill.CLUSTER))) {
        all.add(Optional.of(Kill.CLUSTER));
      } else {
        all.add(Optional.of(byChance.get(random.nextInt(byChance.size()))));
      }
    }
    for (int i = 0; i < Math.max(1, kills / KILLS_TO_ONE_RESCALE); i++) {
      all.add(Optional.empty());
    }
    Collections.shuffle(all, random);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      long position = records * (2L * i + 1) / (2L * all.size());
      steps.add(new Step(all.get(i), position, random.nextInt(Integer.MAX_VALUE)));
    }
    return new Plan(List.copyOf(steps));
  }
}
