package io.hindsight.projections.source;

import io.hindsight.contracts.log.LogUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log once for all processors. Axon's own store gives every processor that is more than
 * its cache behind a stream, a query and a decoding of its own: eleven of them during an import, so
 * the further behind, the more work. Here they share chunks of messages, and with them the decoded
 * payloads. Those that wait at the head share one query.
 *
 * <p>{@link #wake} is to be called after appends that somebody waits for; others are noticed by
 * polling, and so together.
 */
public final class SharedEventSource
    implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedEventSource.class);

  /** Of about a kilobyte each, two with the payload. */
  private static final int CACHED_EVENTS =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() / 100_000, 20_000L, 50_000L);

  private static final Duration POLL = Duration.ofMillis(50);

  private final EventStorageEngine engine;
  private final LongFunction<TrackingToken> tokens;
  private final long pollNanos;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private final ChunkCache cache = new ChunkCache(CACHED_EVENTS);
  private final ExecutorService aheadThread = ReadAhead.thread();
  private final ReadAhead ahead = new ReadAhead(this::after, CACHED_EVENTS / 2, aheadThread);
  private final Map<Long, CompletableFuture<Chunk>> loading = new HashMap<>();
  private final AtomicBoolean away = new AtomicBoolean();
  private @Nullable Chunk head;
  private long headSeenAt;
  private long signals;

  /**
   * @param engine the log; read from several threads at once
   * @param tokens makes the engine's kind of token from a position
   */
  public SharedEventSource(EventStorageEngine engine, LongFunction<TrackingToken> tokens) {
    this(engine, tokens, POLL);
  }

  /**
   * @param poll how long an append that nobody announced may go unnoticed
   */
  public SharedEventSource(
      EventStorageEngine engine, LongFunction<TrackingToken> tokens, Duration poll) {
    this.engine = engine;
    this.tokens = tokens;
    this.pollNanos = poll.toNanos();
  }

  /** Something was appended and committed. Never blocks for long; any thread may call it. */
  public void wake() {
    lock.lock();
    try {
      signals++;
      appended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new SharedEventStream(
        this, positionOf(token), type -> true, ahead.course(type -> false));
  }

  /**
   * This source for a follower that looks at some types only. Of others in a row it gets the last
   * one, to know where it stands: a dozen followers would else each walk past every list served.
   *
   * @param wanted by the class of the payload
   */
  public StreamableMessageSource<TrackedEventMessage<?>> only(Predicate<Class<?>> wanted) {
    return new StreamableMessageSource<>() {
      @Override
      public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new SharedEventStream(
            SharedEventSource.this, positionOf(token), wanted, ahead.course(wanted));
      }

      @Override
      public TrackingToken createTailToken() {
        return SharedEventSource.this.createTailToken();
      }

      @Override
      public TrackingToken createHeadToken() {
        return SharedEventSource.this.createHeadToken();
      }
    };
  }

  @Override
  public TrackingToken createTailToken() {
    return tokenAt(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    return tokenAt(positionOf(engine.createHeadToken()));
  }

  public TrackingToken tokenAt(long position) {
    return tokens.apply(position);
  }

  static long positionOf(@Nullable TrackingToken token) {
    return token == null ? 0 : Math.max(0, token.position().orElse(0));
  }

  /** Hands out what is between two positions, in order; the log must hold it already. */
  public void replay(long after, long upTo, Consumer<TrackedEventMessage<?>> consumer) {
    long reached = after;
    while (reached < upTo) {
      List<TrackedEventMessage<?>> chunk = read(reached);
      if (chunk.isEmpty() || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("the log was read to " + reached + ", wanted " + upTo);
      }
      for (TrackedEventMessage<?> event : chunk) {
        reached = positionOf(event.trackingToken());
        if (reached > upTo) {
          return;
        }
        consumer.accept(event);
      }
    }
  }

  /** The events behind the position, or an empty chunk where there are none now. */
  Chunk after(long position) {
    CompletableFuture<Chunk> result;
    boolean mine = false;
    long signal;
    lock.lock();
    try {
      Chunk known = knownAfter(position);
      if (known != null) {
        return known;
      }
      signal = signals;
      result = loading.get(position);
      if (result == null) {
        result = new CompletableFuture<>();
        loading.put(position, result);
        mine = true;
      }
    } finally {
      lock.unlock();
    }
    if (mine) {
      load(position, signal, result);
    }
    return join(result);
  }

  private @Nullable Chunk knownAfter(long position) {
    Chunk known = cache.continuing(position);
    if (known == null
        && head != null
        && head.after() == position
        && head.signal() == signals
        && System.nanoTime() - headSeenAt < pollNanos) {
      return head;
    }
    return known;
  }

  private void load(long position, long signal, CompletableFuture<Chunk> result) {
    try {
      Chunk chunk = new Chunk(position, readOrNothing(position), signal);
      lock.lock();
      try {
        loading.remove(position);
        if (chunk.isEmpty()) {
          head = chunk;
          headSeenAt = System.nanoTime();
        } else {
          cache.put(chunk);
        }
      } finally {
        lock.unlock();
      }
      result.complete(chunk);
    } catch (Throwable e) {
      lock.lock();
      try {
        loading.remove(position);
      } finally {
        lock.unlock();
      }
      result.completeExceptionally(e);
    }
  }

  /**
   * To followers, a log that is away is one in which nothing happens: they go on by themselves when
   * it is back. As an error it would stop each of them, for longer and longer.
   */
  private List<TrackedEventMessage<?>> readOrNothing(long position) {
    try {
      List<TrackedEventMessage<?>> events = read(position);
      if (away.compareAndSet(true, false)) {
        LOG.info("the log can be read again");
      }
      return events;
    } catch (LogUnavailable e) {
      if (away.compareAndSet(false, true)) {
        LOG.warn("the log cannot be read, views and sagas wait for it: {}", root(e).toString());
      }
      return List.of();
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private List<TrackedEventMessage<?>> read(long position) {
    try (var events = engine.readEvents(tokenAt(position), false)) {
      return events.limit(Chunk.SIZE).<TrackedEventMessage<?>>map(event -> event).toList();
    }
  }

  private static Chunk join(CompletableFuture<Chunk> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Until something is announced that this empty chunk may lack, it is time to poll, or time out.
   */
  void awaitAppend(Chunk empty, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = Math.min(nanos, pollNanos);
      while (signals == empty.signal() && left > 0) {
        left = appended.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is read ahead any more; what is being read now is waited for. */
  @Override
  public void close() {
    aheadThread.close();
  }
}
