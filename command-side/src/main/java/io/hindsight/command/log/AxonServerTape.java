package io.hindsight.command.log;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The log on Axon Server, by token, which is our position: the log's identity has token 0.
 *
 * <p>Opening a stream makes the server look for its beginning, so those that were read to some
 * place are kept open for a while: whoever goes on from there finds what came since in memory.
 */
final class AxonServerTape implements AutoCloseable {
  private static final int BUFFER = 2_000;
  private static final int KEPT_OPEN = 6;

  private static final int WAIT_MILLIS = 100;
  private static final int WAITS = (int) AxonServerClient.PATIENCE.toMillis() / WAIT_MILLIS;

  private final AxonServerClient client;
  private final AtomicLong known = new AtomicLong();
  private final Deque<Kept> kept = new ArrayDeque<>();
  private boolean closed;

  private record Kept(long after, EventStream stream) {}

  AxonServerTape(AxonServerClient client) {
    this.client = client;
  }

  /** The token of the last event; -1 where there is none. */
  long head() {
    long head = client.ask(EventChannel::getLastToken);
    seen(head);
    return head;
  }

  /** A token that exists: the newest that we heard of. */
  long known() {
    return known.get();
  }

  /**
   * @param token must exist
   */
  void seen(long token) {
    known.accumulateAndGet(token, Math::max);
  }

  /**
   * Events after the one token, up to and including the other.
   *
   * @param to must exist
   */
  Cursor between(long after, long to) {
    return new Cursor(after, to);
  }

  /** Between nothing and nothing. */
  Cursor nowhere() {
    return new Cursor(0, 0);
  }

  /** To be read by one thread. Read to its end, it needs no closing. */
  final class Cursor implements Iterator<EventWithToken>, AutoCloseable {
    private final long to;
    private long position;
    private @Nullable EventStream stream;

    private Cursor(long after, long to) {
      this.position = after;
      this.to = to;
    }

    long position() {
      return position;
    }

    @Override
    public boolean hasNext() {
      return position < to;
    }

    /**
     * A stream that ends has often only lost its connection, which is back already: where it was
     * opened before this call, it is opened once more.
     */
    @Override
    public EventWithToken next() {
      EventStream source = stream;
      boolean fresh = source == null;
      if (source == null) {
        source = stream = open(position);
      }
      EventWithToken next = await(source);
      if (next == null && !fresh && isOver(source)) {
        source.close();
        source = stream = open(position);
        next = await(source);
      }
      if (next == null) {
        Throwable failure = source.getError().orElse(null);
        stream = null;
        source.close();
        throw client.away("broke off at " + position, failure);
      }
      position = next.getToken();
      if (position >= to) {
        seen(position);
        close();
      }
      return next;
    }

    /** May be called again and again. */
    @Override
    public void close() {
      EventStream source = stream;
      stream = null;
      if (source != null) {
        keep(position, source);
      }
    }
  }

  /** Null where nothing came in time, or the stream is over. */
  private static @Nullable EventWithToken await(EventStream stream) {
    try {
      EventWithToken next = stream.nextIfAvailable();
      for (int i = 0; next == null && i < WAITS && !isOver(stream); i++) {
        next = stream.nextIfAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** A connection that is made anew ends its streams without a word to those who wait for them. */
  private static boolean isOver(EventStream stream) {
    return stream.isClosed() || stream.getError().isPresent();
  }

  private EventStream open(long after) {
    EventStream found = null;
    synchronized (kept) {
      for (Iterator<Kept> each = kept.iterator(); each.hasNext() && found == null; ) {
        Kept one = each.next();
        if (one.after() == after) {
          each.remove();
          found = one.stream();
        }
      }
    }
    if (found != null && !isOver(found)) {
      return found;
    }
    try {
      return client.channel().openStream(after, BUFFER);
    } catch (RuntimeException e) {
      throw client.told(e);
    }
  }

  private void keep(long after, EventStream stream) {
    EventStream superfluous = null;
    synchronized (kept) {
      if (isOver(stream) || closed) {
        superfluous = stream;
      } else {
        kept.addLast(new Kept(after, stream));
        if (kept.size() > KEPT_OPEN) {
          superfluous = kept.removeFirst().stream();
        }
      }
    }
    if (superfluous != null) {
      superfluous.close();
    }
  }

  @Override
  public void close() {
    synchronized (kept) {
      closed = true;
      kept.forEach(one -> one.stream().close());
      kept.clear();
    }
    client.close();
  }
}
