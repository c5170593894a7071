package io.hindsight.projections.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks, and the payloads in them, for followers that are far behind while these work on
 * what they have. One thread for all of them. What lies ready and was not taken is bounded, for all
 * followers together: where it is too much, they read for themselves.
 */
final class ReadAhead {
  private static final long IDLE_SECONDS = 10;

  private final LongFunction<Chunk> log;
  private final int maxWeight;
  private final Executor thread;
  private int ready;

  /**
   * @param log answers the chunk behind a position, and keeps it for the follower
   * @param maxWeight of what is read and not yet taken
   */
  ReadAhead(LongFunction<Chunk> log, int maxWeight, Executor thread) {
    this.log = log;
    this.maxWeight = maxWeight;
    this.thread = thread;
  }

  /** A thread that is there while there is something to read. */
  static ExecutorService thread() {
    return new ThreadPoolExecutor(
        0,
        1,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().daemon().name("log-read-ahead").factory());
  }

  /**
   * For one more follower.
   *
   * @param wanted of which it looks at the payloads
   */
  Course course(Predicate<Class<?>> wanted) {
    return new Course(wanted);
  }

  /** What is read for one follower; its methods are for the follower's thread. */
  final class Course implements AutoCloseable {
    private final Predicate<Class<?>> wanted;
    private final Deque<Chunk> untaken = new ArrayDeque<>();
    private long reached;
    private int usual;
    private int underWay;
    private boolean reading;
    private boolean closed;

    private Course(Predicate<Class<?>> wanted) {
      this.wanted = wanted;
    }

    /** The follower goes on with this chunk. */
    void taken(Chunk chunk) {
      synchronized (ReadAhead.this) {
        reached = Math.max(reached, chunk.last());
        while (!untaken.isEmpty() && untaken.getFirst().last() <= chunk.last()) {
          ready -= untaken.removeFirst().weight();
        }
        usual = chunk.weight();
        if (chunk.isFull()) {
          readOn();
        }
      }
    }

    private void readOn() {
      if (closed || reading || ready + usual > maxWeight) {
        return;
      }
      reading = true;
      underWay = usual;
      ready += underWay;
      try {
        thread.execute(this::read);
      } catch (RejectedExecutionException e) {
        // The server stops.
        came(null);
      }
    }

    private void read() {
      Chunk chunk = null;
      try {
        chunk = readNext();
      } finally {
        came(chunk);
      }
    }

    private @Nullable Chunk readNext() {
      long from;
      synchronized (ReadAhead.this) {
        if (closed) {
          return null;
        }
        from = reached;
      }
      try {
        Chunk chunk = log.apply(from);
        for (TrackedEventMessage<?> event : chunk.events()) {
          if (wanted.test(event.getPayloadType())) {
            event.getPayload();
          }
        }
        return chunk;
      } catch (RuntimeException e) {
        // The follower comes to it as well, and tells.
        return null;
      }
    }

    private void came(@Nullable Chunk chunk) {
      synchronized (ReadAhead.this) {
        reading = false;
        ready -= underWay;
        if (chunk == null || !chunk.isFull() || closed) {
          return;
        }
        if (chunk.last() > reached) {
          reached = chunk.last();
          untaken.add(chunk);
          ready += chunk.weight();
        }
        readOn();
      }
    }

    @Override
    public void close() {
      synchronized (ReadAhead.this) {
        closed = true;
        untaken.forEach(chunk -> ready -= chunk.weight());
        untaken.clear();
      }
    }
  }
}
