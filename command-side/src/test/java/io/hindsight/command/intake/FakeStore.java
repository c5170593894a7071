package io.hindsight.command.intake;

import io.hindsight.command.log.StreamHeads;
import io.hindsight.contracts.log.LogPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** A log in memory that can be held up and made to fail. All or nothing, as the real one. */
final class FakeStore extends SimpleEventBus implements StreamHeads {
  final List<List<DomainEventMessage<?>>> commits = new ArrayList<>();
  private final Map<String, Long> heads = new HashMap<>();

  /** Each commit takes a permit: without any left it stands. */
  final Semaphore permits = new Semaphore(Integer.MAX_VALUE / 2);

  /** Waiting or done commits. */
  final Semaphore begun = new Semaphore(0);

  volatile Consumer<List<DomainEventMessage<?>>> before = batch -> {};
  volatile Runnable after = () -> {};
  int attempts;

  FakeStore() {
    super(SimpleEventBus.builder());
  }

  @Override
  public void publish(List<? extends EventMessage<?>> events) {
    begun.release();
    permits.acquireUninterruptibly();
    List<DomainEventMessage<?>> batch = new ArrayList<>();
    events.forEach(event -> batch.add((DomainEventMessage<?>) event));
    synchronized (this) {
      attempts++;
      before.accept(batch);
      check(batch);
      batch.forEach(e -> heads.put(e.getAggregateIdentifier(), e.getSequenceNumber()));
      commits.add(batch);
      after.run();
    }
  }

  private void check(List<DomainEventMessage<?>> batch) {
    Map<String, Long> next = new HashMap<>(heads);
    for (DomainEventMessage<?> event : batch) {
      long head = next.getOrDefault(event.getAggregateIdentifier(), -1L);
      if (event.getSequenceNumber() <= head) {
        // as Axon's engine: the type depends on the number of the first event of the batch
        throw batch.getFirst().getSequenceNumber() == 0
            ? new AggregateStreamCreationException("taken", null)
            : new ConcurrencyException("taken");
      }
      if (event.getSequenceNumber() != head + 1) {
        throw new AssertionError("a gap in " + event.getAggregateIdentifier());
      }
      next.put(event.getAggregateIdentifier(), event.getSequenceNumber());
    }
  }

  synchronized LogPosition head() {
    return new LogPosition(commits.stream().mapToLong(List::size).sum());
  }

  synchronized List<String> streams() {
    return commits.stream()
        .flatMap(List::stream)
        .map(DomainEventMessage::getAggregateIdentifier)
        .toList();
  }

  synchronized List<Integer> commitSizes() {
    return commits.stream().map(List::size).toList();
  }

  @Override
  public synchronized Map<String, Long> sequences(Collection<String> streams) {
    Map<String, Long> found = new HashMap<>(heads);
    found.keySet().retainAll(streams);
    return found;
  }

  @Override
  public Map<String, Head> last(Collection<String> streams) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Head> first(Collection<String> streams) {
    throw new UnsupportedOperationException();
  }
}
