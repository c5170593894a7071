package io.hindsight.command.process;

import io.hindsight.command.log.HindsightSerializer;
import io.hindsight.command.process.DeadlineTable.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.deadline.AbstractDeadlineManager;
import org.axonframework.deadline.DeadlineException;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.ScopeAware;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines in process.db, looked at every so often by the injected clock. Axon's own managers keep
 * them in memory only, or want a database that SQLite is not.
 *
 * <p>A deadline leaves the table in the transaction in which its saga changes: it is met once, also
 * across restarts. One that fails stays and is tried again, later and later, for ever.
 */
public final class PolledDeadlineManager extends AbstractDeadlineManager implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PolledDeadlineManager.class);
  private static final int AT_A_TIME = 100;
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

  private final DeadlineTable table;
  private final HindsightSerializer serializer;
  private final TransactionManager transactions;
  private final InstantSource clock;
  private final List<ScopeAware> scopes = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deadlines").factory());

  public PolledDeadlineManager(ProcessStore store, InstantSource clock) {
    this.table = new DeadlineTable(store.connections());
    this.serializer = store.serializer();
    this.transactions = store.transactions();
    this.clock = clock;
  }

  /** Deadlines within scopes that this component resolves are sent to it. */
  public void register(ScopeAware component) {
    scopes.add(component);
  }

  public void start(Duration interval) {
    poller.scheduleWithFixedDelay(
        this::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void poll() {
    try {
      meetDue();
    } catch (RuntimeException | Error e) {
      // Thrown on, it would end the polling for good.
      log.error("cannot look for due deadlines", e);
    }
  }

  /** Meets every deadline that is due now, and says how many those were. */
  public int meetDue() {
    List<Entry> due = transactions.fetchInTransaction(() -> table.due(clock.millis(), AT_A_TIME));
    int met = 0;
    for (Entry entry : due) {
      if (meet(entry)) {
        met++;
      }
    }
    return met;
  }

  @Override
  public String schedule(
      Instant due, String name, @Nullable Object messageOrPayload, ScopeDescriptor scope) {
    DeadlineMessage<Object> message =
        GenericDeadlineMessage.asDeadlineMessage(name, messageOrPayload, due);
    inTransaction(() -> table.insert(entry(due, processDispatchInterceptors(message), scope)));
    return message.getIdentifier();
  }

  @Override
  public String schedule(
      Duration after, String name, @Nullable Object messageOrPayload, ScopeDescriptor scope) {
    return schedule(clock.instant().plus(after), name, messageOrPayload, scope);
  }

  @Override
  public void cancelSchedule(String name, String scheduleId) {
    inTransaction(() -> table.delete(name, scheduleId));
  }

  @Override
  public void cancelAll(String name) {
    inTransaction(() -> table.deleteAll(name));
  }

  @Override
  public void cancelAllWithinScope(String name, ScopeDescriptor scope) {
    inTransaction(() -> table.deleteAll(name, serializer.serialize(scope, byte[].class).getData()));
  }

  @Override
  public void shutdown() {
    close();
  }

  @Override
  public void close() {
    poller.shutdown();
    try {
      if (!poller.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("a deadline is still being met while shutting down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void inTransaction(Runnable change) {
    runOnPrepareCommitOrNow(() -> transactions.executeInTransaction(change));
  }

  private boolean meet(Entry entry) {
    try {
      UnitOfWork<DeadlineMessage<?>> work = new DefaultUnitOfWork<>(message(entry));
      work.attachTransaction(transactions);
      DefaultInterceptorChain<DeadlineMessage<?>> chain =
          new DefaultInterceptorChain<>(
              work, handlerInterceptors(), message -> deliverOnce(entry, message));
      ResultMessage<Object> result = work.executeWithResult(chain::proceed);
      if (!result.isExceptional()) {
        return true;
      }
      postpone(entry, result.exceptionResult());
    } catch (RuntimeException unreadable) {
      postpone(entry, unreadable);
    }
    return false;
  }

  private void postpone(Entry entry, Throwable reason) {
    Duration wait = retryAfter(entry.failures());
    log.error("deadline {} ({}) failed, next try in {}", entry.name(), entry.id(), wait, reason);
    long next = clock.instant().plus(wait).toEpochMilli();
    transactions.executeInTransaction(() -> table.postpone(entry.id(), next));
  }

  private @Nullable Object deliverOnce(Entry entry, DeadlineMessage<?> message) throws Exception {
    if (!table.delete(entry.id())) {
      return null; // Cancelled since it was looked up.
    }
    ScopeDescriptor scope = read(entry.scopeType(), null, entry.scope());
    List<ScopeAware> receivers =
        scopes.stream().filter(component -> component.canResolve(scope)).toList();
    if (receivers.isEmpty()) {
      throw new DeadlineException("nobody is there for " + scope.scopeDescription());
    }
    for (ScopeAware receiver : receivers) {
      receiver.send(message, scope);
    }
    return null;
  }

  private Entry entry(Instant due, DeadlineMessage<?> message, ScopeDescriptor scope) {
    SerializedObject<byte[]> scopeBytes = serializer.serialize(scope, byte[].class);
    SerializedObject<byte[]> payload = message.serializePayload(serializer, byte[].class);
    SerializedObject<byte[]> metaData = message.serializeMetaData(serializer, byte[].class);
    return new Entry(
        message.getIdentifier(),
        message.getDeadlineName(),
        due.toEpochMilli(),
        0,
        scopeBytes.getType().getName(),
        scopeBytes.getData(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        metaData.getData());
  }

  private DeadlineMessage<?> message(Entry entry) {
    MetaData metaData = read(MetaData.class.getName(), null, entry.metaData());
    Object payload = read(entry.payloadType(), entry.payloadRevision(), entry.payload());
    return new GenericDeadlineMessage<>(
        entry.name(), entry.id(), payload, metaData, clock.instant());
  }

  private <T> T read(String type, @Nullable String revision, byte[] bytes) {
    return serializer.deserialize(
        new SimpleSerializedObject<>(bytes, byte[].class, type, revision));
  }

  private static Duration retryAfter(int failures) {
    Duration wait = Duration.ofSeconds(1L << Math.min(failures, 20));
    return wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY;
  }
}
