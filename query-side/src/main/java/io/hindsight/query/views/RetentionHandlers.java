package io.hindsight.query.views;

import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.RetentionAnswer;
import io.hindsight.contracts.queries.RetentionAnswer.Forgotten;
import io.hindsight.contracts.queries.RetentionAnswer.Policy;
import io.hindsight.contracts.queries.ViewAnswer.Erasure.Receipt;
import io.hindsight.contracts.queries.ViewQuery.FindRetention;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import io.hindsight.contracts.retention.RetentionEvent.StoreSettled;
import io.hindsight.contracts.retention.RetentionPolicy;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is kept how long. Read from the log, which holds a few such events a month. */
public final class RetentionHandlers implements QuestionHandlers {
  private final List<RetentionPolicy> policies;
  private final LogReader log;
  private final InstantSource clock;

  public RetentionHandlers(List<RetentionPolicy> policies, LogReader log, InstantSource clock) {
    this.policies = List.copyOf(policies);
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.on(FindRetention.class, this::findRetention);
  }

  Answer<RetentionAnswer> findRetention(FindRetention query) {
    Instant now = clock.instant();
    var head = log.head();
    Map<RetentionId, Forgotten> forgotten = new LinkedHashMap<>();
    log.readKind(
        Stream.RETENTION,
        head,
        event -> {
          switch ((RetentionEvent) event.event()) {
            case InteractionsForgotten begun ->
                forgotten.put(
                    begun.retentionId(),
                    new Forgotten(
                        begun.retentionId(),
                        begun.type(),
                        begun.lastMonth(),
                        begun.period(),
                        begun.at(),
                        null));
            case StoreSettled settled -> {
              // On its way.
            }
            case RetentionCompleted done ->
                forgotten.computeIfPresent(done.retentionId(), (id, known) -> with(known, done));
          }
        });
    List<Policy> kept =
        policies.stream()
            .map(one -> new Policy(one, one.dueBy(now).plusMonths(1), one.nextDue(now)))
            .toList();
    return new Answer.Found<>(
        new RetentionAnswer(kept, new ArrayList<>(forgotten.values()).reversed()), head);
  }

  private static Forgotten with(Forgotten known, RetentionCompleted done) {
    return new Forgotten(
        known.id(),
        known.type(),
        known.upTo(),
        known.period(),
        known.at(),
        new Receipt(done.statement(), done.keyId(), done.signature()));
  }
}
