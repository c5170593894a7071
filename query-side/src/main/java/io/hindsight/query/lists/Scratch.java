package io.hindsight.query.lists;

import io.hindsight.scoring.model.Scores;
import java.util.concurrent.ArrayBlockingQueue;

/** Arrays as long as the catalog, used by one list after another. For one thread at a time. */
final class Scratch {
  final Scores model = new Scores(1_024);
  final Scores taken = new Scores(1_024);

  /**
   * Lends scratches. Not thread locals: whoever calls us on short-lived threads would fill the
   * memory with arrays that are used once.
   */
  static final class Pool {
    private final ArrayBlockingQueue<Scratch> idle;

    Pool(int keep) {
      this.idle = new ArrayBlockingQueue<>(keep);
    }

    Scratch borrow() {
      Scratch scratch = idle.poll();
      return scratch == null ? new Scratch() : scratch;
    }

    void giveBack(Scratch scratch) {
      scratch.model.clear();
      scratch.taken.clear();
      idle.offer(scratch);
    }
  }
}
