package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import picocli.CommandLine.Option;

/** How many threads train and measure. */
final class ThreadsOption {
  private static final int MOST = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "What comes out is the same with any number (default: one a processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /**
   * @throws CommandFailed for what is no number of threads
   */
  void require() {
    if (threads < 1 || threads > MOST) {
      throw new CommandFailed(
          "--threads " + threads + " is no number of threads", "give 1 to " + MOST);
    }
  }

  int count() {
    return threads;
  }
}
