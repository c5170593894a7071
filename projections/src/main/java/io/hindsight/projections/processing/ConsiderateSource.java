package io.hindsight.projections.processing;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands events out with regard to others: while the view is to wait, none; and after a failure, one
 * by one: then the good ones ahead of a bad one are stored, and the view stands right before the
 * event that stops it.
 */
final class ConsiderateSource implements StreamableMessageSource<TrackedEventMessage<?>> {
  /** A reader who comes to wait for the view waits for this as well. */
  private static final long LOOK_AGAIN_MILLIS = 10;

  private final StreamableMessageSource<TrackedEventMessage<?>> source;
  private final BooleanSupplier careful;
  private final BooleanSupplier held;

  /**
   * @param careful whether the last batch failed
   * @param held whether no batch is to begin now
   */
  ConsiderateSource(
      StreamableMessageSource<TrackedEventMessage<?>> source,
      BooleanSupplier careful,
      BooleanSupplier held) {
    this.source = source;
    this.careful = careful;
    this.held = held;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new ConsiderateStream(source.openStream(token));
  }

  @Override
  public TrackingToken createTailToken() {
    return source.createTailToken();
  }

  @Override
  public TrackingToken createHeadToken() {
    return source.createHeadToken();
  }

  private final class ConsiderateStream implements BlockingStream<TrackedEventMessage<?>> {
    private final BlockingStream<TrackedEventMessage<?>> stream;

    ConsiderateStream(BlockingStream<TrackedEventMessage<?>> stream) {
      this.stream = stream;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return careful.getAsBoolean() ? Optional.empty() : stream.peek();
    }

    /** Where a batch begins. */
    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      if (held.getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(Math.min(unit.toMillis(timeout), LOOK_AGAIN_MILLIS));
        return false;
      }
      return stream.hasNextAvailable(timeout, unit);
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      return stream.nextAvailable();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
