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
 * After a failure, hands events out one by one: then the good ones ahead of a bad one are stored,
 * and the view stands right before the event that stops it.
 */
final class CarefulSource implements StreamableMessageSource<TrackedEventMessage<?>> {
  private final StreamableMessageSource<TrackedEventMessage<?>> source;
  private final BooleanSupplier careful;

  CarefulSource(StreamableMessageSource<TrackedEventMessage<?>> source, BooleanSupplier careful) {
    this.source = source;
    this.careful = careful;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new CarefulStream(source.openStream(token), careful);
  }

  @Override
  public TrackingToken createTailToken() {
    return source.createTailToken();
  }

  @Override
  public TrackingToken createHeadToken() {
    return source.createHeadToken();
  }

  private record CarefulStream(
      BlockingStream<TrackedEventMessage<?>> stream, BooleanSupplier careful)
      implements BlockingStream<TrackedEventMessage<?>> {

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return careful.getAsBoolean() ? Optional.empty() : stream.peek();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
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
