package io.hindsight.command.log;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.time.Ids;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * The opened log. Everything that blocks on it is to be called from platform threads: in native
 * code a virtual thread holds its carrier, and with few processors the whole server.
 */
public final class LogStore implements AutoCloseable {
  /** Tailing readers share these; whoever is further behind reads for itself. */
  private static final int CACHED_EVENTS = 2_000;

  private final HindsightSerializer serializer;
  private final LogBackend backend;
  private final AtomicReference<@Nullable AppendFence> fence = new AtomicReference<>();
  private final @Nullable KnownHead head;
  private final SplitEventStorageEngine engine;
  private final EmbeddedEventStore eventStore;

  private LogStore(HindsightSerializer serializer, LogBackend backend) {
    this.serializer = serializer;
    this.backend = backend;
    this.head = backend.isShared() ? null : new KnownHead(this::head);
    this.engine = new SplitEventStorageEngine(backend.writer(), backend.reader(), fence, head);
    this.eventStore =
        EmbeddedEventStore.builder().storageEngine(engine).cachedEvents(CACHED_EVENTS).build();
  }

  /**
   * Opens the log, and creates it where there is none.
   *
   * @param ids gives a new log its identity
   */
  public static LogStore open(LogSettings settings, MessageRegistry registry, Ids ids) {
    HindsightSerializer serializer = new HindsightSerializer(registry);
    EventUpcaster upcasters = Upcasters.chain();
    LogBackend backend =
        switch (settings) {
          case LogSettings.Jdbc jdbc -> JdbcLog.open(jdbc, serializer, upcasters, ids.next());
          case LogSettings.AxonServer server ->
              AxonServerLog.open(server, serializer, upcasters, ids.next());
        };
    return new LogStore(serializer, backend);
  }

  /** Appends here wake Axon's tailing readers, and the listeners. */
  public EmbeddedEventStore eventStore() {
    return eventStore;
  }

  /** Appends here wake the listeners only. */
  public EventStorageEngine engine() {
    return engine;
  }

  public HindsightSerializer serializer() {
    return serializer;
  }

  public StreamHeads heads() {
    return backend.heads();
  }

  public LogReader reader() {
    return backend.events();
  }

  /** The log as its bytes stand. */
  public StoredLog stored() {
    return backend.stored();
  }

  /** The position of the last event. */
  public LogPosition head() {
    return reader().head();
  }

  /** The same for who has just appended: quick where nobody else appends. */
  public LogPosition headAfterAppend() {
    return head == null ? head() : head.get();
  }

  /**
   * Drawn when the log was created. Whatever keeps positions of this log keeps this beside them,
   * since they mean nothing in another one.
   */
  public String id() {
    return stored().id();
  }

  /**
   * From now on heeds what other servers say of people before it appends anything for them. To be
   * called before anything is remembered of people.
   *
   * @param heard takes an erasure, a forgotten month or a changed consent into account, while
   *     nobody appends for people
   * @throws IllegalStateException where the log is a file, which no other server uses
   */
  public AppendFence heedOthers(Consumer<Object> heard) {
    AppendFence made = new AppendFence(stored(), reader(), heard, head());
    backend.stopAt(made);
    fence.set(made);
    return made;
  }

  /**
   * From now on appends receipts alone, for a log whose appends cannot be stopped at what it holds:
   * all that rests on what is known of people is decided by one other server. What that one says of
   * them is heard while this one follows the log.
   *
   * @param heard as with {@link #heedOthers}
   */
  public void appendOnlyReceipts(Consumer<Object> heard) {
    engine.takeOnlyReceipts();
    fence.set(new AppendFence(stored(), reader(), heard, head()));
  }

  /** Whether its server could not be reached when it was last asked. */
  public boolean isAway() {
    return backend.isAway();
  }

  /** Calls back after each append. */
  public void onAppend(AppendListener listener) {
    engine.onAppend(listener);
  }

  @Override
  public void close() {
    eventStore.shutDown();
    backend.close();
  }
}
