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
 * Hands events out with regard to others.
 *
 * <p>After a failure, one by one: then the good ones ahead of a bad one are stored, and the view
 * stands right before the event that stops it.
 *
 * <p>While somebody brings in much, seldom: ten views that each follow every commit would take the
 * processors away from the intake, and would write the same rows again and again. Held back, they
 * take large batches instead. A view is never held back longer than {@link #LONGEST_HOLD}.
 */
final class ConsiderateSource implements StreamableMessageSource<TrackedEventMessage<?>> {
  private static final long LONGEST_HOLD = TimeUnit.MILLISECONDS.toNanos(1_500);

  private final StreamableMessageSource<TrackedEventMessage<?>> source;
  private final BooleanSupplier careful;
  private final BooleanSupplier giveWay;

  /**
   * @param careful whether the last batch failed
   * @param giveWay whether the intake is busy
   */
  ConsiderateSource(
      StreamableMessageSource<TrackedEventMessage<?>> source,
      BooleanSupplier careful,
      BooleanSupplier giveWay) {
    this.source = source;
    this.careful = careful;
    this.giveWay = giveWay;
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
    private long heldSince = System.nanoTime();

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
      if (giveWay.getAsBoolean() && System.nanoTime() - heldSince < LONGEST_HOLD) {
        unit.sleep(timeout);
        return false;
      }
      return stream.hasNextAvailable(timeout, unit);
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      heldSince = System.nanoTime();
      return stream.nextAvailable();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
