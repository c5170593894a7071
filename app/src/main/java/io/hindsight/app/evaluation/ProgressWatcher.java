package io.hindsight.app.evaluation;

import io.hindsight.app.importing.Progress;
import io.hindsight.scoring.evaluation.report.Watcher;

/** Shows an evaluation's steps as an import's are shown. */
final class ProgressWatcher implements Watcher {
  private final Progress.Factory bars;

  ProgressWatcher(Progress.Factory bars) {
    this.bars = bars;
  }

  @Override
  public Step begin(String what, long total) {
    Progress bar = bars.start(what, total);
    return new Step() {
      @Override
      public synchronized void advance(int steps) {
        bar.advance(steps);
      }

      @Override
      public synchronized void close() {
        bar.close();
      }
    };
  }
}
