package io.hindsight.projections.processing;

import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generations of one view on their way out. Each is removed once, however often that is asked for:
 * a second removal could meet another generation under the number.
 */
final class Removals {
  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

  private final ViewDefinition<?> view;
  private final ViewStore store;
  private final Executor caretaker;
  private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param caretaker does one thing after the other
   */
  Removals(ViewDefinition<?> view, ViewStore store, Executor caretaker) {
    this.view = view;
    this.store = store;
    this.caretaker = caretaker;
  }

  /** Their numbers are not to be given again. */
  Set<Integer> underWay() {
    return Set.copyOf(underWay);
  }

  /** For one whose successor is live, and has rows in it that were folded and are gone again. */
  void drop(int number) {
    remove(
        number,
        () -> {
          removeNow(number);
          scrub();
        });
  }

  /** For one that was built beside the live one: whatever it folded goes with it. */
  void discard(int number) {
    remove(
        number,
        () -> {
          if (!removeNow(number)) {
            scrub();
          }
        });
  }

  private void remove(int number, Runnable removal) {
    if (underWay.add(number)) {
      caretaker.execute(
          () -> {
            try {
              removal.run();
            } finally {
              underWay.remove(number);
            }
          });
    }
  }

  private boolean removeNow(int number) {
    boolean whole = store.drop(view, number);
    LOG.info("view {}: generation {} is gone", view.name(), number);
    return whole;
  }

  /** Building a generation has folded once more what was erased or forgotten since. */
  private void scrub() {
    if (!store.scrub()) {
      LOG.warn("the views' file could not be scrubbed; the next erasure or rebuild does it");
    }
  }
}
