package io.hindsight.projections.source;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One follower's place in the log. For one thread. */
final class SharedEventStream implements BlockingStream<TrackedEventMessage<?>> {
  private final SharedEventSource source;
  private final Predicate<Class<?>> wanted;
  private final ReadAhead.Course ahead;
  private long position;
  private @Nullable Chunk chunk;
  private int next;

  SharedEventStream(
      SharedEventSource source, long position, Predicate<Class<?>> wanted, ReadAhead.Course ahead) {
    this.source = source;
    this.position = position;
    this.wanted = wanted;
    this.ahead = ahead;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    return Optional.ofNullable(current());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    while (current() == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      var empty = chunk;
      if (empty != null) {
        source.awaitAppend(empty, left);
      }
    }
    return true;
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
      // It blocks by contract; the wait is only cut so that an interrupt is seen.
    }
    TrackedEventMessage<?> event = current();
    if (event == null) {
      throw new IllegalStateException("an event that was available is gone");
    }
    next++;
    position = Chunk.position(event);
    return event;
  }

  private @Nullable TrackedEventMessage<?> current() {
    if (chunk == null || next >= chunk.events().size()) {
      chunk = source.after(position);
      next = chunk.indexAfter(position);
      ahead.taken(chunk);
    }
    var events = chunk.events();
    while (next + 1 < events.size()
        && isForeign(events.get(next))
        && isForeign(events.get(next + 1))) {
      next++;
    }
    return next < events.size() ? events.get(next) : null;
  }

  private boolean isForeign(TrackedEventMessage<?> event) {
    return !wanted.test(event.getPayloadType());
  }

  @Override
  public void close() {
    chunk = null;
    ahead.close();
  }
}
