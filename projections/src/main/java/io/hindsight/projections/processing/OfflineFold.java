package io.hindsight.projections.processing;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ViewGeneration;

/**
 * Folds events into a generation that nobody follows the log for: the same projection and the same
 * buffer as the live view's, without a processor. For one thread.
 */
public final class OfflineFold<T> {
  private static final int BATCH = 10_000;

  private final ViewProjection<T> projection;
  private final ViewGeneration<T> generation;
  private final ViewBuffer.Watcher<T> watcher;
  private ViewBuffer<T> buffer;
  private LogPosition stored;
  private int inBatch;

  /** Goes on where the generation stands. */
  public OfflineFold(ViewProjection<T> projection, ViewGeneration<T> generation) {
    this(projection, generation, (key, position, row) -> {});
  }

  /**
   * @param watcher is told of each change of a row
   */
  public OfflineFold(
      ViewProjection<T> projection, ViewGeneration<T> generation, ViewBuffer.Watcher<T> watcher) {
    this.projection = projection;
    this.generation = generation;
    this.watcher = watcher;
    this.stored = generation.position();
    this.buffer = new ViewBuffer<>(generation, stored, watcher);
  }

  LogPosition position() {
    return stored;
  }

  /** In the log's order. */
  public void take(LogPosition position, Object event) {
    if (!projection.ignores(event.getClass()) && buffer.advance(position)) {
      projection.handle(event, position, buffer);
      if (++inBatch == BATCH) {
        store(position);
      }
    }
  }

  /** Makes everything up to this position readable. */
  public void finish(LogPosition upTo) {
    store(upTo);
  }

  private void store(LogPosition to) {
    generation.apply(buffer.changes(), stored, to);
    stored = to;
    buffer = new ViewBuffer<>(generation, stored, watcher);
    inBatch = 0;
  }
}
