package io.hindsight.projections.given;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store whose writes can be made to fail. */
public final class FailingStore implements ViewStore {
  private final ViewStore store;

  /** How many of the next writes fail, of whatever view. */
  public final AtomicInteger failures = new AtomicInteger();

  /** How often all of it was scrubbed. */
  public final AtomicInteger scrubs = new AtomicInteger();

  /** How many of the next scrubs are prevented. */
  public final AtomicInteger prevented = new AtomicInteger();

  /** Generations of this number cannot be written, once set. */
  public final AtomicInteger brokenGeneration = new AtomicInteger();

  /** Done once a scrub begins. */
  public volatile Runnable beforeScrub = () -> {};

  /** No removal ends before this opens. */
  public volatile CountDownLatch removals = new CountDownLatch(0);

  public FailingStore(ViewStore store) {
    this.store = store;
  }

  private <T> ViewGeneration<T> failing(ViewGeneration<T> generation) {
    return new ViewGeneration<>() {
      @Override
      public ViewDefinition<T> view() {
        return generation.view();
      }

      @Override
      public int number() {
        return generation.number();
      }

      @Override
      public Map<String, Row<T>> getAll(Collection<String> keys) {
        return generation.getAll(keys);
      }

      @Override
      public List<String> keys(String index, String prefix) {
        return generation.keys(index, prefix);
      }

      @Override
      public LogPosition position() {
        return generation.position();
      }

      @Override
      public void apply(Batch<T> batch, LogPosition from, LogPosition to) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
            || brokenGeneration.get() == number()) {
          throw new IllegalStateException("the disk is full");
        }
        generation.apply(batch, from, to);
      }
    };
  }

  @Override
  public void bind(String logId, LogPosition head) {
    store.bind(logId, head);
  }

  @Override
  public <T> ViewGeneration<T> live(ViewDefinition<T> view) {
    return failing(store.live(view));
  }

  @Override
  public <T> ViewGeneration<T> open(ViewDefinition<T> view, int number) {
    return failing(store.open(view, number));
  }

  @Override
  public List<Integer> generations(ViewDefinition<?> view) {
    return store.generations(view);
  }

  @Override
  public void switchTo(ViewDefinition<?> view, int number) {
    store.switchTo(view, number);
  }

  @Override
  public boolean drop(ViewDefinition<?> view, int number) {
    boolean whole = store.drop(view, number);
    try {
      removals.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return whole;
  }

  @Override
  public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
    return store.get(view, key);
  }

  @Override
  public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
    return store.getAll(view, keys);
  }

  @Override
  public <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, String after, int limit) {
    return store.page(view, index, prefix, after, limit);
  }

  @Override
  public LogPosition position(ViewDefinition<?> view) {
    return store.position(view);
  }

  @Override
  public boolean scrub() {
    if (prevented.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return false;
    }
    scrubs.incrementAndGet();
    beforeScrub.run();
    return store.scrub();
  }

  @Override
  public void note(ViewDefinition<?> view, int number, String purpose) {
    store.note(view, number, purpose);
  }

  @Override
  public String purpose(ViewDefinition<?> view, int number) {
    return store.purpose(view, number);
  }

  @Override
  public <T> void compare(
      ViewDefinition<T> view,
      int one,
      int other,
      Runnable fixed,
      Consumer<RowDifference<T>> consumer) {
    store.compare(view, one, other, fixed, consumer);
  }

  @Override
  public void close() {
    store.close();
  }
}
