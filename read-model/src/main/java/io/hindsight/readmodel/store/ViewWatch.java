package io.hindsight.readmodel.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reports how far views are that another server writes, so that reads here can wait for them. More
 * often while somebody does.
 */
public final class ViewWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration SHORT_PAUSE = Duration.ofMillis(10);

  private final Supplier<List<ViewPosition>> positions;
  private final ViewProgress progress;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("views-watch").unstarted(this::run);

  public ViewWatch(Supplier<List<ViewPosition>> positions, ViewProgress progress) {
    this.positions = positions;
    this.progress = progress;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    boolean awaited = false;
    while (true) {
      try {
        awaited = report();
      } catch (ViewsUnavailable e) {
        // Whoever reads is told. Their positions stay as they were meanwhile.
      }
      try {
        TimeUnit.NANOSECONDS.sleep((awaited ? SHORT_PAUSE : PAUSE).toNanos());
      } catch (InterruptedException closed) {
        return;
      }
    }
  }

  /** Answers whether anybody waits for one of them. */
  private boolean report() {
    boolean awaited = false;
    for (ViewPosition now : positions.get()) {
      progress.report(now.view(), now.position());
      awaited |= progress.isAwaited(now.view());
    }
    return awaited;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
