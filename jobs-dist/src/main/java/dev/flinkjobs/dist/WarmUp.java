package dev.flinkjobs.dist;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.FlinkOptions;
import java.util.Map;

/**
 * Loads the classes that jobs need by running each on its sample, so that the JVM can archive them
 * and start faster from then on. Started by the launcher script, which discards what is printed.
 */
public final class WarmUp {
  /**
   * A job whose sample never ends has loaded its classes by then. Long, since this gives way to all
   * else that the machine has to do, and nobody waits for it.
   */
  private static final long LIMIT_MILLIS = 600_000;

  private WarmUp() {}

  public static void main(String[] args) throws InterruptedException {
    Thread jobs = new Thread(WarmUp::runAll, "warm-up");
    jobs.setDaemon(true);
    jobs.start();
    jobs.join(LIMIT_MILLIS);
    System.exit(0);
  }

  private static void runAll() {
    Catalogue catalogue = Catalogue.load();
    Launcher launcher = new Launcher(catalogue, Map.of(), System.out, System.err);
    for (CommandOptions command : catalogue.commands()) {
      if (command instanceof FlinkOptions) {
        launcher.run(Catalogue.words(command));
      }
    }
  }
}
